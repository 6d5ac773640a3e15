#include "scenario/readiness_file.hpp"

#include "catalogue/measures.hpp"
#include "core/quantity.hpp"
#include "scenario/optional_choice.hpp"

namespace cupola {

namespace {

constexpr Notation kAlertNotation{
    "an alert (`10 min before raid`, `5 min after raid`, `on warning` or `never`)",
    R"(^\s*(on warning|never|[0-9].*\s(before|after) raid)\s*$)", "10 min before raid"};
constexpr double kAlertMost_s = 30.0 * 86400.0;

/// What is written of `text` before `end`, if it ends so.
std::optional<std::string_view> before(std::string_view text, std::string_view end) {
  if (text.size() <= end.size() || text.substr(text.size() - end.size()) != end) return std::nullopt;
  return text.substr(0, text.size() - end.size());
}

}  // namespace

std::string read_alert(std::string_view text, AlertFile& alert) {
  alert = {};
  alert.given = true;
  if (text == "never") return "";
  if (text == "on warning") {
    alert.kind = AlertFile::Kind::on_warning;
    return "";
  }
  const std::optional<std::string_view> early = before(text, " before raid"),
                                        late = before(text, " after raid");
  if (!early && !late) return "write `10 min before raid`, `5 min after raid`, `on warning` or `never`";
  QuantityError error;
  const std::optional<double> read_s = parse_quantity(early ? *early : *late, Dimension::time, error);
  if (!read_s) return error.hint.empty() ? error.what : error.hint;
  if (!(*read_s >= 0.0 && *read_s <= kAlertMost_s)) return "from 0 s to 30 d before or after the raid";
  alert.kind = AlertFile::Kind::at_raid;
  alert.after_raid_s = early ? -*read_s : *read_s;
  return "";
}

void declare_alert(FieldVisitor& v, const Field& field, AlertFile& alert) {
  v.notation(field, kAlertNotation, [&alert](std::string_view text) { return read_alert(text, alert); });
}

NameList names_of(ReadinessState) {
  static constexpr const char* kNames[] = {"ready", "partly active", "stand-by", "boxed"};
  return kNames;
}

NameList names_of(FailuresStart) {
  static constexpr const char* kNames[] = {"stationary", "all up"};
  return kNames;
}

void declare(FieldVisitor& v, MarchFile& march) {
  v.about("march", "Where a boxed defence is stored; it marches from there to its site.");
  v.nested({"from", "The place of the store."}, [&march](FieldVisitor& inner) {
    inner.about("place", "A place on the ground.");
    inner.quantity({"latitude", "Geodetic latitude, north positive."}, angle(-90, 90), march.latitude_rad);
    inner.quantity({"longitude", "Longitude, east positive."}, angle(-180, 180), march.longitude_rad);
  });
  march.given = true;
}

void declare(FieldVisitor& v, DutyFile& duty) {
  v.about("duty",
          "A radar that radiates for a share of each period and is silent, though warm, for the rest.");
  v.quantity({"share", "Share of the time that it radiates."}, probability(), duty.share);
  v.quantity({"period", "From one begin to the next; where in it the scenario starts, is drawn."},
             duration(1, 604800), duty.period_s);
  duty.given = true;
}

void declare(FieldVisitor& v, FailuresFile& failures) {
  v.about("failures", "Radars, launchers and fire units break down and are repaired.");
  v.quantity(
      {"common_cause", "Share of the failures that take all elements of a kind down at once.", kOptional},
      probability(), failures.common_cause);
  v.integer({"spares", "Spares at hand: a failure that finds one is mended by exchange.", kOptional},
            between(0, 1000), failures.spares);
  v.choice({"start", "stationary: some are down at the start, as in the long run.", kOptional},
           failures.start);
  failures.given = true;
}

void declare(FieldVisitor& v, ElementFile& element) {
  v.about("element", "Readiness of one element of a defence.");
  declare_optional_choice(v, {"state", "Its state before the alert; without it the defence's.", kOptional},
                          element.state);
  declare_alert(v, {"alert", "When it is told to get ready; without it the defence's.", kOptional},
                element.alert);
  v.rule("state", element.state != ReadinessState::partly_active, "an element is not partly active",
         "ready, stand-by or boxed");
}

void declare_readiness(FieldVisitor& v, DefenceReadinessFile& readiness) {
  declare_optional_choice(
      v,
      {"state", "Its state before the alert; without it ready, by the schedules of its radars.", kOptional},
      readiness.state);
  declare_alert(v,
                {"alert",
                 "When it is told to get ready, from when the raid sets out; `on warning`: when its post "
                 "learns of a hostile or suspect. Without it never.",
                 kOptional},
                readiness.alert);
  v.integer(
      {"active_fire_units",
       "Partly active: so many fire units are on at any time, by turns; whose turn it is, is drawn. Without "
       "it the radars of the command post are on, and all else stands by.",
       kOptional},
      between(0, 64), readiness.active_fire_units);
  v.rule("active_fire_units",
         readiness.state == ReadinessState::partly_active || readiness.active_fire_units == 0,
         "`active_fire_units` stands only with `state: partly active`", "take it out, or write the state");
  v.map({"elements", "Fire units, radars and passive sensors in a state of their own.", kOptional},
        readiness.elements);
  v.record({"march", "Where it is stored while boxed; without it the march takes the time of the catalogue.",
            kOptional},
           readiness.march);
  v.record({"duty", "Its search radars are on for a share of the time; until the alert, if there is one.",
            kOptional},
           readiness.duty);
  v.record({"failures", "Elements break down and are repaired; without it none does.", kOptional},
           readiness.failures);
  v.reference({"readiness_figures", "Times and failures of the catalogue; without it `standard`.", kOptional},
              "readiness", readiness.figures);
}

}  // namespace cupola
