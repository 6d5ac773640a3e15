#include "study/store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "core/check.hpp"
#include "core/digest.hpp"
#include "study/design.hpp"
#include "study/draw_tables.hpp"
#include "study/many.hpp"

namespace cupola {

namespace {

constexpr const char* kLayout = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) STRICT;
CREATE TABLE inputs(name TEXT PRIMARY KEY, hash TEXT, text TEXT) STRICT;
CREATE TABLE factors(factor INTEGER PRIMARY KEY, name TEXT) STRICT;
CREATE TABLE levels(factor INTEGER, level INTEGER, name TEXT, PRIMARY KEY(factor, level)) STRICT;
CREATE TABLE settings(factor INTEGER, level INTEGER, place INTEGER, path TEXT, value TEXT,
                      PRIMARY KEY(factor, level, place)) STRICT;
CREATE TABLE points(point INTEGER PRIMARY KEY, name TEXT, draw INTEGER) STRICT;
CREATE TABLE point_levels(point INTEGER, factor INTEGER, level INTEGER, PRIMARY KEY(point, factor)) STRICT;
CREATE TABLE measures(column TEXT PRIMARY KEY, part TEXT, key TEXT, text TEXT, is_event INTEGER, in_group TEXT, shown REAL) STRICT;
CREATE TABLE point_measures(point INTEGER, column TEXT, least REAL, most REAL, PRIMARY KEY(point, column)) STRICT;
CREATE TABLE ratios(point INTEGER, column TEXT, text TEXT, over TEXT, under TEXT, in_group TEXT, PRIMARY KEY(point, column)) STRICT;
CREATE TABLE failures(point INTEGER, replicate INTEGER, seed INTEGER, what TEXT, command TEXT,
                      PRIMARY KEY(point, replicate)) STRICT, WITHOUT ROWID;
)";

/// All columns that any point has, in the order of first mention.
std::vector<std::string> all_columns(const std::vector<std::vector<std::string>>& by_point) {
  std::vector<std::string> all;
  std::set<std::string> seen;
  for (const auto& columns : by_point)
    for (const std::string& column : columns)
      if (seen.insert(column).second) all.push_back(column);
  return all;
}

bool is_still_there(int file, const std::string& name) {
  struct stat open_one{}, named{};
  return ::fstat(file, &open_one) == 0 && ::stat(name.c_str(), &named) == 0 &&
         open_one.st_ino == named.st_ino;
}

/// Begun, and stopped before anything was in it but the log: nobody's yet.
bool is_unwritten(const std::string& path) {
  Database database = Database::open(path);
  Statement tables = database.prepare("SELECT count(*) FROM sqlite_schema");
  return tables.step() && tables.integer(0) == 0 && database.ok();
}

/// 0 where nothing is laid out.
std::int64_t version_of(Database& database) {
  Statement version = database.prepare("PRAGMA user_version");
  return version.step() ? version.integer(0) : 0;
}

std::string of_errno(const std::string& what, const std::string& path) {
  return fmt::format("{} `{}`: {}", what, path, std::strerror(errno));
}

}  // namespace

StudyStore::StudyStore(const std::string& path, const Study& study, const StoreMaker& maker)
    : path_(path), seed_(study.file.seed), done_(study.points.size(), 0), failed_(done_) {
  name_columns(study);
  lock(path);
  if (!refusal_.empty() || !system_error_.empty()) return;
  if (std::filesystem::exists(path) && !is_study_store(path) && !is_unwritten(path)) {
    refusal_ = "it is there, and no store of a study";
    return;
  }
  database_.emplace(Database::create(path));
  database_->execute("PRAGMA synchronous = NORMAL");
  if (const std::int64_t version = version_of(*database_); version == 0)
    lay_out(study, maker);
  else if (version != kStoreVersion)
    refusal_ = fmt::format("it is a store of layout {}, and this program writes {}", version, kStoreVersion);
  else
    refusal_ = difference(study, maker);
  if (refusal_.empty() && database_->ok()) count_done();
}

StudyStore::StudyStore(const std::string& path, const Study& study)
    : path_(path), seed_(study.file.seed), done_(study.points.size(), 0), failed_(done_) {
  name_columns(study);
  database_.emplace(open_store(path));
  count_done();
}

StudyStore::~StudyStore() {
  database_.reset();
  if (lock_ < 0) return;
  std::filesystem::remove(path_ + ".lock");
  ::close(lock_);
}

void StudyStore::name_columns(const Study& study) {
  for (const auto& measures : study.measures) {
    columns_.emplace_back();
    for (const ReplicateMeasure& measure : measures) columns_.back().push_back(column_name(measure));
  }
}

std::string StudyStore::error() const {
  if (!system_error_.empty()) return system_error_;
  return !database_ || database_->ok() ? std::string() : fmt::format("`{}`: {}", path_, database_->error());
}

/// Two processes would play the same replicates, and each find the other's rows in its way.
void StudyStore::lock(const std::string& path) {
  const std::string name = path + ".lock";
  // Who had it before takes the file away when done, perhaps between our opening and our locking it: then again.
  do {
    if (lock_ >= 0) ::close(lock_);
    lock_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (lock_ < 0) {
      system_error_ = of_errno("cannot write", name);
      return;
    }
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
      char owner[32] = {};
      if (::pread(lock_, owner, sizeof owner - 1, 0) < 0) owner[0] = 0;
      refusal_ = fmt::format("process {} is at it", owner);
      ::close(std::exchange(lock_, -1));
      return;
    }
  } while (!is_still_there(lock_, name));
  const std::string mine = std::to_string(::getpid());
  if (::ftruncate(lock_, 0) != 0 || ::pwrite(lock_, mine.data(), mine.size(), 0) < 0)
    system_error_ = of_errno("cannot write", name);
}

/// In one transaction: a store is there with all that says what it is, or not at all.
void StudyStore::lay_out(const Study& study, const StoreMaker& maker) {
  database_->execute(fmt::format("BEGIN IMMEDIATE; PRAGMA application_id = {}; PRAGMA user_version = {};",
                                 kStoreApplication, kStoreVersion));
  database_->execute(kLayout);
  write_draws(*database_, study.uncertain);
  std::string replicates =
      "CREATE TABLE replicates(point INTEGER, replicate INTEGER, seed INTEGER, digest TEXT";
  for (const std::string& column : all_columns(columns_)) replicates += fmt::format(", \"{}\" REAL", column);
  database_->execute(replicates + ", PRIMARY KEY(point, replicate)) STRICT, WITHOUT ROWID");
  write_inputs(study, maker);
  write_design(study);
  database_->execute("COMMIT");
  database_->execute("PRAGMA wal_checkpoint(TRUNCATE)");  // the file itself says from now on what it is
}

void StudyStore::write_inputs(const Study& study, const StoreMaker& maker) {
  Statement meta = database_->prepare("INSERT INTO meta VALUES(?,?)");
  std::map<std::string, std::string> all = {{"study", study.file.name},
                                            {"question", study.file.question},
                                            {"seed", std::to_string(study.file.seed)},
                                            {"terrain_hash", study.terrain_hash},
                                            {"version", maker.version},
                                            {"compiler", maker.compiler}};
  all["floor"] = fmt::format("{}", study.floor.value);
  all["floor_why"] = study.floor.why;
  if (study.file.rare.importance.given())
    all["kill_importance"] = fmt::format("{}", study.file.rare.importance.kill);
  for (const auto& [key, value] : all) meta.bind(key).bind(value).run();
  Statement inputs = database_->prepare("INSERT INTO inputs VALUES(?,?,?)");
  for (const StudyInput& input : study.inputs)
    inputs.bind(input.name).bind(input.hash).bind(input.text).run();
}

void StudyStore::write_design(const Study& study) {
  const auto number = [](std::size_t i) { return static_cast<std::int64_t>(i); };
  Statement factors = database_->prepare("INSERT INTO factors VALUES(?,?)");
  Statement levels = database_->prepare("INSERT INTO levels VALUES(?,?,?)");
  Statement settings = database_->prepare("INSERT INTO settings VALUES(?,?,?,?,?)");
  for (std::size_t f = 0; f < study.file.factors.size(); ++f) {
    const FactorFile& factor = study.file.factors[f];
    factors.bind(number(f)).bind(factor.name).run();
    for (std::size_t l = 0; l < factor.levels.size(); ++l) {
      levels.bind(number(f)).bind(number(l)).bind(factor.levels[l].name).run();
      for (std::size_t s = 0; s < factor.levels[l].set.size(); ++s) {
        const SettingFile& setting = factor.levels[l].set[s];
        settings.bind(number(f)).bind(number(l)).bind(number(s)).bind(setting.path).bind(setting.value).run();
      }
    }
  }
  Statement points = database_->prepare("INSERT INTO points VALUES(?,?,?)");
  Statement point_levels = database_->prepare("INSERT INTO point_levels VALUES(?,?,?)");
  Statement measures = database_->prepare("INSERT OR IGNORE INTO measures VALUES(?,?,?,?,?,?,?)");
  Statement point_measures = database_->prepare("INSERT INTO point_measures VALUES(?,?,?,?)");
  Statement ratios = database_->prepare("INSERT INTO ratios VALUES(?,?,?,?,?,?)");
  for (std::size_t p = 0; p < study.points.size(); ++p) {
    points.bind(number(p)).bind(name_of_point(study.file, study.points[p]));
    points.bind(number(study.points[p].draw)).run();
    for (std::size_t f = 0; f < study.points[p].levels.size(); ++f)
      point_levels.bind(number(p)).bind(number(f)).bind(number(study.points[p].levels[f])).run();
    for (const ReplicateMeasure& m : study.measures[p]) {
      const std::string column = column_name(m);
      measures.bind(column).bind(names_of(m.part)[static_cast<std::size_t>(m.part)]).bind(m.key).bind(m.text);
      measures.bind(std::int64_t{m.is_event}).bind(m.group).bind(m.shown).run();
      point_measures.bind(number(p)).bind(column).bind(m.least).bind(m.most).run();
    }
    for (const RatioMeasure& r : study.ratios[p]) {
      ratios.bind(number(p)).bind(r.column).bind(r.text).bind(r.over).bind(r.under).bind(r.group);
      ratios.run();
    }
  }
}

/// What started it and what is to go on, file by file.
std::string StudyStore::difference(const Study& study, const StoreMaker& maker) {
  std::map<std::string, std::string> now = {{"seed", std::to_string(study.file.seed)},
                                            {"terrain_hash", study.terrain_hash},
                                            {"version", maker.version}};
  Statement meta = database_->prepare("SELECT key, value FROM meta");
  while (meta.step())
    if (const auto mine = now.find(meta.text(0)); mine != now.end() && mine->second != meta.text(1))
      return fmt::format("it was started with {} `{}`, not `{}`", meta.text(0), meta.text(1), mine->second);
  std::map<std::string, std::string> files;
  for (const StudyInput& input : study.inputs) files[input.name] = input.hash;
  Statement inputs = database_->prepare("SELECT name, hash FROM inputs ORDER BY name");
  while (inputs.step()) {
    const auto mine = files.find(inputs.text(0));
    if (mine == files.end()) return fmt::format("it was started with `{}`, which is gone", inputs.text(0));
    if (mine->second != inputs.text(1))
      return fmt::format("`{}` is another file than it was started with (hash {}, now {})", inputs.text(0),
                         inputs.text(1), mine->second);
    files.erase(mine);
  }
  return files.empty() ? std::string()
                       : fmt::format("`{}` was not there when it was started", files.begin()->first);
}

void StudyStore::count_done() {
  // There is no gap, and the last one is found at once, however many there are.
  Statement last = database_->prepare("SELECT max(replicate) FROM replicates WHERE point = ?");
  Statement failed = database_->prepare("SELECT count(*) FROM failures WHERE point = ?");
  for (std::size_t point = 0; point < done_.size(); ++point) {
    last.bind(static_cast<std::int64_t>(point));
    while (last.step())
      if (!last.null(0)) done_[point] = static_cast<std::uint64_t>(last.integer(0)) + 1;
    failed.bind(static_cast<std::int64_t>(point));
    while (failed.step()) failed_[point] = static_cast<std::uint64_t>(failed.integer(0));
  }
}

std::string StudyStore::replay_command(std::size_t point, std::uint64_t replicate) const {
  return fmt::format("cupola run --from '{}' --point {} --replicate {}", path_, point, replicate);
}

void StudyStore::add(std::size_t point, const std::vector<StoreRow>& rows) {
  if (rows.empty() || !error().empty()) return;
  const std::vector<std::string>& columns = columns_[point];
  std::string names, marks;
  for (const std::string& column : columns) {
    names += fmt::format(", \"{}\"", column);
    marks += ",?";
  }
  database_->execute("BEGIN IMMEDIATE");
  {
    Statement insert = database_->prepare(fmt::format(
        "INSERT INTO replicates(point, replicate, seed, digest{}) VALUES(?,?,?,?{})", names, marks));
    for (const StoreRow& row : rows) {
      CUPOLA_CHECK(row.values.size() == (row.failure.empty() ? columns.size() : 0));
      insert.bind(static_cast<std::int64_t>(point))
          .bind(static_cast<std::int64_t>(row.replicate))
          .bind(seed_);
      if (row.failure.empty()) {
        insert.bind(std::string_view(row.digest));
        for (const std::optional<double>& value : row.values)
          value ? insert.bind(*value) : insert.bind_null();
      } else {
        for (std::size_t empty = 0; empty <= columns.size(); ++empty) insert.bind_null();
        add_failure(point, row);
      }
      insert.run();
    }
  }
  database_->execute("COMMIT");
  if (!database_->ok()) return;
  done_[point] += rows.size();
  for (const StoreRow& row : rows) failed_[point] += !row.failure.empty();
}

void StudyStore::add_failure(std::size_t point, const StoreRow& row) {
  Statement insert = database_->prepare("INSERT INTO failures VALUES(?,?,?,?,?)");
  insert.bind(static_cast<std::int64_t>(point)).bind(static_cast<std::int64_t>(row.replicate)).bind(seed_);
  insert.bind(row.failure).bind(replay_command(point, row.replicate)).run();
}

std::vector<StoredFailure> StudyStore::failures() {
  std::vector<StoredFailure> all;
  Statement select =
      database_->prepare("SELECT point, replicate, what, command FROM failures ORDER BY point, replicate");
  while (select.step())
    all.push_back({static_cast<std::size_t>(select.integer(0)), static_cast<std::uint64_t>(select.integer(1)),
                   select.text(2), select.text(3)});
  return all;
}

StoreRows StudyStore::rows(std::size_t point, const std::vector<std::string>& columns) {
  return StoreRows(*database_, point, columns);
}

std::vector<std::optional<double>> StudyStore::values(std::size_t point, const std::string& column) {
  std::vector<std::optional<double>> values;
  const auto& columns = columns_[point];
  if (std::find(columns.begin(), columns.end(), column) == columns.end()) return values;
  StoreRows all = rows(point, {column});
  while (all.next()) values.push_back(all.value(0));
  return values;
}

std::string StudyStore::digest() {
  Digest all;
  Statement select = database_->prepare("SELECT digest FROM replicates ORDER BY point, replicate");
  while (select.step()) all.add(select.null(0) ? kFailedDigest : select.text(0));
  return all.hex();
}

bool StudyStore::close() { return database_ && database_->close(); }

Database open_store(const std::string& path) {
  return std::filesystem::exists(path + "-wal") ? Database::open_unfinished(path) : Database::open(path);
}

bool is_study_store(const std::string& path) {
  Database database = Database::open(path);
  Statement id = database.prepare("PRAGMA application_id");
  return id.step() && id.integer(0) == kStoreApplication && database.ok();
}

}  // namespace cupola
