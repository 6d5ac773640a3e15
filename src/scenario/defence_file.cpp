#include "catalogue/measures.hpp"
#include "scenario/optional_choice.hpp"
#include "scenario/scenario_file.hpp"

namespace cupola {

namespace {

constexpr Measure kAfterStart = duration(0, 604800);

template <class Entry>
bool in_order(const std::vector<Entry>& entries) {
  for (std::size_t i = 1; i < entries.size(); ++i)
    if (!(entries[i].at_s > entries[i - 1].at_s)) return false;
  return true;
}

/// Records of the catalogue that this defence sees otherwise. Interceptors are the same for all.
void declare_defence_values(FieldVisitor& v, Catalogue& catalogue) {
  v.about("defence_values",
          "Changes to the catalogue for this defence: by kind and name, only what is written.");
  v.changes({"radars", "Radars.", kOptional}, catalogue.radars);
  v.changes({"passive_sensors", "Passive sensors.", kOptional}, catalogue.passive_sensors);
  v.changes({"launchers", "Launchers.", kOptional}, catalogue.launchers);
  v.changes({"command_posts", "Command posts.", kOptional}, catalogue.command_posts);
  v.changes({"doctrines", "Doctrines.", kOptional}, catalogue.doctrines);
  v.changes({"readiness", "How fast it gets ready, and how often it fails.", kOptional}, catalogue.readiness);
}

void declare_command(FieldVisitor& v, DefenceFile& defence) {
  declare_optional_choice(
      v, {"command", "Who decides, under its superior; without it as the doctrine says.", kOptional},
      defence.command);
  v.choice({"command_within", "Who decides among its fire units, under its own command post.", kOptional},
           defence.command_within);
  v.flag({"relays", "Whether its posts pass on messages between others.", kOptional}, defence.relays);
  v.list(
      {"weapons_orders", "States of weapons it orders for itself and all below, in rising time.", kOptional},
      0, 1000, defence.weapons_orders);
  v.rule("weapons_orders", in_order(defence.weapons_orders), "the orders do not rise in time",
         "put the entries in order");
}

void declare_decisions(FieldVisitor& v, DefenceFile& defence) {
  v.reference({"doctrine", "How it decides; without it the scenario's.", kOptional}, "doctrine",
              defence.doctrine);
  v.integer({"salvo", "Rounds in one shot at a target; 0: as the doctrine says.", kOptional}, between(0, 16),
            defence.salvo);
  v.quantities({"salvos", "Rounds of the salvos in turn; without it as the doctrine says.", kOptional},
               count_of(1, 16), defence.salvos);
  v.rule("salvos", defence.salvos.empty() || defence.salvo == 0, "both `salvo` and `salvos`",
         "`salvos` says it all: take `salvo` out");
  v.list({"zones", "Where its fire units may, or may not, meet targets; without engagement zones, anywhere.",
          kOptional},
         0, 100, defence.zones);
  declare_optional_choice(v, {"weapons_control", "Without it as the doctrine says.", kOptional},
                          defence.weapons_control);
  declare_optional_choice(
      v,
      {"registration", "What its posts do about radars out of line; without it as the doctrine says.",
       kOptional},
      defence.registration);
  declare_command(v, defence);
  declare_hits_of_looks(
      v, {"initiation", "Rule that confirms a track; without it as the doctrine says.", kOptional},
      defence.initiation);
}

void declare_state(FieldVisitor& v, DefenceFile& defence) {
  declare_optional_choice(
      v, {"iff", "Interrogator on all its radars; without it as in the catalogue.", kOptional}, defence.iff);
  v.quantity({"availability", "P(a radar is up at the start); without it as in the catalogue.", kOptional},
             probability(), defence.availability);
  v.choice({"readiness", "State of its radars at the start.", kOptional}, defence.readiness);
  v.map({"radars", "What it changes of its radars and passive sensors, by their name in the system.",
         kOptional},
        defence.radars);
}

}  // namespace

bool rises(const std::vector<ScheduleFile>& schedule) { return in_order(schedule); }

NameList names_of(Readiness) {
  static constexpr const char* kNames[] = {"off", "standby", "ready"};
  return kNames;
}

void declare(FieldVisitor& v, LoadFile& load) {
  v.about("load", "Rounds of one type on a launcher.");
  v.reference({"interceptor", "Interceptor type."}, "interceptor", load.interceptor);
  v.integer({"rounds", "How many."}, between(0, 1000), load.rounds);
}

void declare(FieldVisitor& v, ReloadFile& reloads) {
  v.about("reloads", "What a fire unit has to fill its empty launchers again.");
  v.integer({"loads", "Launcher loads in store."}, between(0, 1000), reloads.loads);
  v.integer({"transloaders", "How many launchers can be filled at a time.", kOptional}, between(1, 100),
            reloads.transloaders);
}

void declare(FieldVisitor& v, ScheduleFile& entry) {
  v.about("schedule_entry", "A change of a radar's state.");
  v.quantity({"at", "After the start of the scenario."}, kAfterStart, entry.at_s);
  v.choice({"state", "From then on."}, entry.state);
}

void declare(FieldVisitor& v, RegistrationFile& errors) {
  v.about("defence_registration",
          "How well a radar is aligned: standard deviations of errors that stay the same all through a "
          "replicate; 0: perfectly.");
  v.quantity({"range", "Of its range; without it as in the catalogue.", kOptional}, length(0, 1e4),
             errors.range_m);
  v.quantity({"azimuth", "Of its north; without it as in the catalogue.", kOptional}, angle(0, 10),
             errors.azimuth_rad);
  v.quantity({"elevation", "Of its horizontal; without it as in the catalogue.", kOptional}, angle(0, 10),
             errors.elevation_rad);
}

void declare(FieldVisitor& v, WeaponsOrderFile& order) {
  v.about("weapons_order", "A state of weapons that a post orders for itself and all below.");
  v.quantity({"at", "After the start of the scenario."}, kAfterStart, order.at_s);
  v.choice({"state", "From then on."}, order.state);
}

void declare(FieldVisitor& v, DefenceRadarFile& radar) {
  v.about("defence_radar", "What a defence changes of one of its radars.");
  v.quantity({"mast", "Height of its antenna on a mast; 0: without one, as in the catalogue.", kOptional},
             length(0, 200), radar.mast_m);
  v.record({"registration", "How well it is aligned; not of passive sensors.", kOptional},
           radar.registration);
  declare_optional_choice(v, {"readiness", "State at the start; without it the defence's.", kOptional},
                          radar.readiness);
  v.list({"schedule", "Changes of state, in rising time.", kOptional}, 0, 1000, radar.schedule);
  v.rule("schedule", rises(radar.schedule), "the schedule does not rise in time", "put the entries in order");
  v.record({"duty", "On for a share of the time; without it the defence's, if it is no guidance radar.",
            kOptional},
           radar.duty);
}

NameList names_of(ZoneKind) {
  static constexpr const char* kNames[] = {"engagement", "no fire"};
  return kNames;
}

void declare(FieldVisitor& v, FireZoneFile& zone) {
  v.about(
      "fire_zone",
      "Where fire units may, or may not, meet targets: what its corners, its sector and its limits of height "
      "have in common.");
  v.choice({"kind", "engagement: intercepts in one of these only; no fire: none in here."}, zone.kind);
  v.list({"points", "Corners in turn; without them everywhere.", kOptional}, 0, 1000, zone.points);
  v.rule("points", zone.points.empty() || zone.points.size() > 2, "an area of fewer than three corners",
         "give three corners or more, or take `points` out: the zone is then everywhere");
  v.quantity({"from", "Azimuth from each fire unit where the sector begins, clockwise.", kOptional},
             angle(-360, 360), zone.from_rad);
  v.quantity({"to", "Azimuth where it ends.", kOptional}, angle(-360, 360), zone.to_rad);
  v.comes_with("from", "to");
  v.comes_with("to", "from");
  declare_height(v, {"floor", "Lower limit.", kOptional}, zone.floor);
  declare_height(v, {"ceiling", "Upper limit.", kOptional}, zone.ceiling);
}

void declare(FieldVisitor& v, MoveFile& move) {
  v.about("move",
          "A fire unit goes to another place: it tears down, marches by road, sets up and warms up there.");
  v.text({"unit", "Fire unit of the system; without it the only one.", kOptional}, move.unit);
  v.quantity({"at", "When it is told to, after the start of the scenario."}, kAfterStart, move.at_s);
  v.record({"to", "Where its own point is then; its radars and launchers stand about it as before."},
           move.to);
  v.quantity({"facing", "Azimuth that its sector radars face there; without it as before.", kOptional},
             angle(-360, 360), move.facing_rad);
}

void declare(FieldVisitor& v, DefenceFile& defence) {
  v.about("defence", "One system of the catalogue where it stands.");
  v.name({"name", "Its name; no two defences share one."}, defence.name);
  v.reference({"system", "System of the catalogue."}, "system", defence.system);
  v.flag({"present", "Whether it is there at all, with its links.", kOptional}, defence.present);
  v.record({"at", "Where its own point is."}, defence.at);
  v.quantity({"facing", "Azimuth that its sector radars face at the start.", kOptional}, angle(-360, 360),
             defence.facing_rad);
  v.reference({"superior", "Command post it reports to.", kOptional}, "post", defence.superior);
  v.integer({"launchers", "Per fire unit; 0: as in the system.", kOptional}, between(0, 100),
            defence.launchers);
  v.list({"load", "Rounds on every launcher.", kOptional}, 0, 16, defence.load);
  v.record({"reloads", "Of every fire unit; without it a launcher that is empty stays so.", kOptional},
           defence.reloads);
  v.nested({"values", "Changes to the catalogue for this defence.", kOptional},
           [&defence](FieldVisitor& inner) {
             auto changed = defence.catalogue ? std::make_shared<Catalogue>(*defence.catalogue)
                                              : std::make_shared<Catalogue>();
             declare_defence_values(inner, *changed);
             defence.catalogue = changed;
           });
  declare_decisions(v, defence);
  declare_state(v, defence);
  declare_readiness(v, defence.standing);
  v.list({"moves", "Fire units that go to another place; those of one unit in rising time.", kOptional}, 0,
         100, defence.moves);
  v.rule("name", defence.name.find('/') == std::string::npos, "a defence's name has a `/` in it",
         "`/` stands between a defence and its elements");
}

}  // namespace cupola
