#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "catalogue/fields.hpp"
#include "catalogue/names.hpp"

/// What a scenario file says of the readiness of a defence.
namespace cupola {

/// The four states that a defence, or an element of it, may be in before the alert.
enum class ReadinessState { ready, partly_active, stand_by, boxed };

/// When an element that is not ready is told to get ready. `10 min before raid`, `5 min after raid`,
/// `on warning`, `never`.
struct AlertFile {
  enum class Kind { never, at_raid, on_warning };
  Kind kind = Kind::never;
  double after_raid_s = 0.0;  ///< negative: before its first member sets out
  bool given = false;
};

/// Returns what is wrong with a text, or nothing.
std::string read_alert(std::string_view text, AlertFile& alert);
void declare_alert(FieldVisitor& v, const Field& field, AlertFile& alert);

/// Where a boxed defence comes from.
struct MarchFile {
  bool given = false;
  double latitude_rad = 0.0, longitude_rad = 0.0;
};

/// Share of the time that a radar radiates, again and again.
struct DutyFile {
  bool given = false;
  double share = 1.0, period_s = 0.0;
};

enum class FailuresStart { stationary, all_up };

/// Elements break down and are repaired.
struct FailuresFile {
  bool given = false;
  double common_cause = 0.0;
  int spares = 0;
  FailuresStart start = FailuresStart::stationary;
};

/// An element of a defence whose state is its own: a fire unit, a radar or passive sensor of the command
/// post.
struct ElementFile {
  std::optional<ReadinessState> state;
  AlertFile alert;
};

/// All of it, of one defence.
struct DefenceReadinessFile {
  std::optional<ReadinessState> state;
  AlertFile alert;
  int active_fire_units = 0;  ///< partly active: so many are on, by turns
  std::map<std::string, ElementFile> elements;
  MarchFile march;
  DutyFile duty;
  FailuresFile failures;
  std::string figures;  ///< record of the catalogue; empty: `standard`

  bool given() const {
    return state || alert.given || active_fire_units > 0 || !elements.empty() || march.given || duty.given ||
           failures.given || !figures.empty();
  }
};

NameList names_of(ReadinessState);
NameList names_of(FailuresStart);

void declare(FieldVisitor&, MarchFile&);
void declare(FieldVisitor&, DutyFile&);
void declare(FieldVisitor&, FailuresFile&);
void declare(FieldVisitor&, ElementFile&);
/// Its fields, among those of a defence.
void declare_readiness(FieldVisitor& v, DefenceReadinessFile& readiness);

}  // namespace cupola
