#include "catalogue/kill_table_type.hpp"

#include "catalogue/fields.hpp"

namespace cupola {

void KillTableType::give_to(InterceptorType& weapon) const {
  weapon.kill_probability = kill_probability;
  weapon.common_cause = common_cause;
  weapon.kill_factors = {};
}

void declare(FieldVisitor& v, KillTableType& table) {
  v.about("kill_table", "One kill probability by class of target for all interceptors of a scenario.");
  v.name({"name", "Name, by which scenarios call it."}, table.name);
  declare_kill_probability(v, table.kill_probability);
  declare_common_cause(v, table.common_cause);
}

}  // namespace cupola
