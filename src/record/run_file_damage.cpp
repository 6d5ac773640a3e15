#include "record/run_file_damage.hpp"

#include "record/binder.hpp"
#include "record/words.hpp"

namespace cupola {

void write_damage(Database& database, const Names& names, Time start, const Log& log) {
  Binder strikes(database.prepare("INSERT INTO strikes VALUES(?,?,?,?,?,?,?,?)"), names, start);
  for (const StrikeRow& r : log.strikes)
    strikes.time(r.time)
        .platform(r.platform)
        .value(name_of(r.what.kind))
        .value(std::string_view(table_of(names, r.what.kind).name(r.what.id)))
        .value(name_of(r.way))
        .value(r.hit)
        .number_if(r.way == StrikeWay::last_estimate, r.miss_m)
        .value(r.left)
        .row();
  Binder assets(database.prepare("INSERT INTO assets VALUES(?,?,?,?,?,?)"), names, start);
  for (const AssetRow& r : log.assets)
    assets.value(std::string_view(names.assets.name(r.asset.value)))
        .value(r.value)
        .value(r.strikes)
        .value(r.hits)
        .value(r.left)
        .value(r.survived())
        .row();
}

}  // namespace cupola
