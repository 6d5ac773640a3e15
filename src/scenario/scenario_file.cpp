#include "scenario/scenario_file.hpp"

#include "catalogue/measures.hpp"
#include "scenario/optional_choice.hpp"

namespace cupola {

namespace {

/// Records of the catalogue that this scenario sees otherwise.
void declare_values(FieldVisitor& v, Catalogue& catalogue) {
  v.about("values", "Changes to the catalogue for this scenario: by kind and name, only what is written.");
  v.changes({"radars", "Radars.", kOptional}, catalogue.radars);
  v.changes({"interceptors", "Interceptors.", kOptional}, catalogue.interceptors);
  v.changes({"launchers", "Launchers.", kOptional}, catalogue.launchers);
  v.changes({"command_posts", "Command posts.", kOptional}, catalogue.command_posts);
  v.changes({"platforms", "Aircraft, missiles, drones, decoys.", kOptional}, catalogue.platforms);
  v.changes({"doctrines", "Doctrines.", kOptional}, catalogue.doctrines);
  v.changes({"grounds", "Kinds of ground.", kOptional}, catalogue.grounds);
  v.changes({"passive_sensors", "Passive sensors.", kOptional}, catalogue.passive_sensors);
  v.changes({"readiness", "How fast a defence gets ready, and how often it fails.", kOptional},
            catalogue.readiness);
  v.changes({"data_links", "Data links.", kOptional}, catalogue.data_links);
  v.changes({"kill_tables", "Kill probabilities for all interceptors.", kOptional}, catalogue.kill_tables);
}

/// What stands and flies sees the catalogue with the changes of the scenario.
void hand_catalogue_on(ScenarioFile& file) {
  for (DefenceFile& defence : file.defence) defence.catalogue = file.catalogue;
  for (HostileFile& group : file.raid) group.catalogue = file.catalogue;
  for (TrafficFile& group : file.traffic) group.catalogue = file.catalogue;
}

}  // namespace

void declare(FieldVisitor& v, PlaceFile& place) {
  v.about("place", "A place on the ground.");
  v.quantity({"latitude", "Geodetic latitude, north positive."}, angle(-90, 90), place.latitude_rad);
  v.quantity({"longitude", "Longitude, east positive."}, angle(-180, 180), place.longitude_rad);
}

void declare(FieldVisitor& v, EarthFile& earth) {
  v.about("earth", "The earth of the scenario: smooth, or with terrain.");
  v.choice(
      {"terrain",
       "What stands and flies over: the smooth earth, the coarse backdrop that ships, or the user's tiles.",
       kOptional},
      earth.terrain);
  declare_height(
      v, {"ground", "Height of the ground, everywhere the same; with terrain, where that ends.", kOptional},
      earth.ground);
  v.quantity(
      {"geoid_undulation", "Height of mean sea level above the ellipsoid, everywhere the same.", kOptional},
      length(-120, 120), earth.geoid_undulation_m);
  v.quantity({"k_factor", "Effective earth radius over the true one, for refraction.", kOptional},
             number(0.5, 10), earth.k_factor);
  v.reference({"cover", "What covers the ground; without it the ground gives no echo.", kOptional}, "ground",
              earth.cover);
  v.quantity({"rain_rate", "Rain, everywhere the same.", kOptional}, rainfall(0, 200), earth.rain_rate_m_s);
  v.quantity({"rain_height", "It rains below this height above mean sea level.", kOptional},
             length(100, 10000), earth.rain_height_msl_m);
  v.quantity(
      {"rain_spread",
       "How widely the radial speeds of its drops spread in a resolution cell (1 sigma): wind shear over "
       "the beam, turbulence. Assumed: textbooks have 1 to 6 m/s.",
       kOptional},
      speed(0.1, 30), earth.rain_spread_m_s);
  v.rule("ground", earth.ground.datum != Datum::agl, "the ground cannot be given above ground",
         "write its height as `msl` or `hae`");
}

void declare(FieldVisitor& v, AssetFile& asset) {
  v.about("asset", "Something worth defending.");
  v.name({"name", "Its name; no two assets share one."}, asset.name);
  v.record({"at", "Where it is."}, asset.at);
  v.quantity({"radius", "A hostile has reached it within this ground range.", kOptional}, length(1, 1e5),
             asset.radius_m);
  v.quantity({"value", "What it is worth beside the others.", kOptional}, number(0, 1e6), asset.value);
}

void declare(FieldVisitor& v, Perfect& perfect) {
  v.about("perfect", "Links of the chain that are declared perfect, to price them under the same luck.");
  v.flag({"readiness",
          "Everything stands and is on from the start and never fails, and a sector radar faces all round.",
          kOptional},
         perfect.readiness);
  v.flag({"horizon", "Nothing is hidden by the earth.", kOptional}, perfect.horizon);
  v.flag({"detection", "Whatever is looked at is detected; no false plots.", kOptional}, perfect.detection);
  v.flag({"measurement", "Plots lie where the target is, but for errors of registration.", kOptional},
         perfect.measurement);
  v.flag({"registration", "Every radar is aligned with all others.", kOptional}, perfect.registration);
  v.flag({"resolution", "No two targets merge into one plot.", kOptional}, perfect.resolution);
  v.flag({"initiation", "One plot makes a track.", kOptional}, perfect.initiation);
  v.flag({"identity", "Every radar asks, and every reply names the true side.", kOptional}, perfect.identity);
  v.flag({"links", "Messages arrive at once and always.", kOptional}, perfect.links);
  v.flag({"channels", "Channels and dedicated looks never run out.", kOptional}, perfect.channels);
  v.flag({"rounds", "Rounds never run out.", kOptional}, perfect.rounds);
  v.flag({"reaction", "The first launch follows the decision at once.", kOptional}, perfect.reaction);
  v.flag({"flight", "Rounds never run out of energy, life or turn.", kOptional}, perfect.flight);
  v.flag({"kill", "Every round works and kills what it is handed over to.", kOptional}, perfect.kill);
  v.flag({"assessment", "Kills and misses are seen for what they are, at once.", kOptional},
         perfect.assessment);
}

void declare(FieldVisitor& v, ScenarioFile& file) {
  v.about("scenario_file", "A lay-down, a raid, and the rules between them.");
  v.name({"scenario", "Name of the scenario."}, file.name);
  declare_instant(v, {"start", "When it begins."}, file.start);
  v.quantity({"duration", "How long it is played."}, duration(1, 604800), file.duration_s);
  v.integer({"seed", "Study seed, where the command gives none.", kOptional}, between(0, INT64_MAX),
            file.seed);
  v.choice({"figures", "Which of a figure's values is true: the maker's, our central one, or the worse end.",
            kOptional},
           file.figures);
  v.record({"earth", "The earth, its ground and its air.", kOptional}, file.earth);
  v.nested(
      {"values", "Changes to the catalogue for this scenario.", kOptional}, [&file](FieldVisitor& inner) {
        auto changed =
            file.catalogue ? std::make_shared<Catalogue>(*file.catalogue) : std::make_shared<Catalogue>();
        declare_values(inner, *changed);
        file.catalogue = changed;
      });
  hand_catalogue_on(file);
  v.reference({"doctrine", "Doctrine of every defence that names no other."}, "doctrine", file.doctrine);
  v.quantity(
      {"internal_latency", "Delay between a post and its own radars, fire units and rounds.", kOptional},
      duration(0, 60), file.internal_latency_s);
  declare_optional_choice(v,
                          {"iff",
                           "What every interrogator of the defence can ask: nothing, the civil mode, or the "
                           "own national one too; "
                           "a defence may say otherwise of its own. Without it as in the catalogue.",
                           kOptional},
                          file.iff);
  v.reference({"equal_kill_probability",
               "A kill table: all interceptors kill with its probabilities by class and its common cause, "
               "wherever they meet the target. Without it, each as its own card says.",
               kOptional},
              "kill table", file.kill_table);
  v.record({"perfect", "Links of the chain that are declared perfect.", kOptional}, file.perfect);

  v.list({"assets", "What is defended.", kOptional}, 0, 10000, file.assets);
  v.list(
      {"defence", "What stands: at most 256 command posts, those of the fire units among them.", kOptional},
      0, 1000, file.defence);
  v.list({"links", "Links between command posts.", kOptional}, 0, 10000, file.links);
  v.list({"corridors", "Declared routes.", kOptional}, 0, 10000, file.corridors);
  v.list({"areas", "Own and hostile areas, as the defence knows them.", kOptional}, 0, 1000, file.areas);
  v.list({"raid", "Hostile groups.", kOptional}, 0, 100000, file.raid);
  v.list({"traffic", "Friendly and neutral groups.", kOptional}, 0, 100000, file.traffic);
}

}  // namespace cupola
