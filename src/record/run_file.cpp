#include "record/run_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "core/math.hpp"
#include "record/binder.hpp"
#include "record/run_file_damage.hpp"
#include "record/words.hpp"

namespace cupola {

namespace {

constexpr const char* kLayout = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) STRICT;
CREATE TABLE sites(kind TEXT, name TEXT, latitude_deg REAL, longitude_deg REAL, height_hae_m REAL, reach_m REAL) STRICT;
CREATE TABLE platforms(name TEXT PRIMARY KEY, side TEXT, class TEXT, type TEXT, fate TEXT, fate_time_s REAL, cause TEXT,
                       contributing TEXT, group_name TEXT) STRICT;
CREATE TABLE truth(time_s REAL, what TEXT, name TEXT, latitude_deg REAL, longitude_deg REAL, height_hae_m REAL) STRICT;
CREATE TABLE plots(time_s REAL, radar TEXT, range_m REAL, azimuth_deg REAL, elevation_deg REAL, iff TEXT, end_game TEXT,
                   shadow TEXT, merged INTEGER) STRICT;
CREATE TABLE tracks(time_s REAL, post TEXT, track INTEGER, latitude_deg REAL, longitude_deg REAL, height_hae_m REAL,
                    speed_m_s REAL, confirmed INTEGER, dropped INTEGER, shadow TEXT) STRICT;
CREATE TABLE decisions(time_s REAL, post TEXT, track INTEGER, category TEXT, hostile_probability REAL, verdict TEXT,
                       shadow TEXT) STRICT;
CREATE TABLE orders(time_s REAL, kind TEXT, post TEXT, fire_unit TEXT, track INTEGER, weapon TEXT, rounds INTEGER,
                    shadow TEXT) STRICT;
CREATE TABLE shots(time_s REAL, round INTEGER PRIMARY KEY, fire_unit TEXT, launcher TEXT, weapon TEXT, track INTEGER,
                   shadow TEXT) STRICT;
CREATE TABLE rounds(time_s REAL, round INTEGER PRIMARY KEY, fire_unit TEXT, weapon TEXT, cause TEXT, engaged TEXT,
                    latitude_deg REAL, longitude_deg REAL, height_hae_m REAL) STRICT;
CREATE TABLE bearings(time_s REAL, sensor TEXT, azimuth_deg REAL, azimuth_sd_deg REAL, elevation_deg REAL, shadow TEXT,
                      merged INTEGER) STRICT;
CREATE TABLE registration(time_s REAL, post TEXT, radar TEXT, range_m REAL, azimuth_deg REAL, elevation_deg REAL,
                          range_sd_m REAL, azimuth_sd_deg REAL, elevation_sd_deg REAL) STRICT;
CREATE TABLE timeline(time_s REAL, what TEXT) STRICT;
CREATE TABLE wrong_engagements(side TEXT PRIMARY KEY, passes INTEGER, flight_hours REAL, engaged INTEGER, rounds INTEGER,
                               hit INTEGER) STRICT;
CREATE TABLE exposure(aircraft TEXT, radar TEXT, aspect TEXT, coverage_min REAL, off_min REAL, looks INTEGER,
                      dwells INTEGER, detections INTEGER, expected_low REAL, expected_best REAL, expected_high REAL,
                      augmented_low REAL, augmented_best REAL, augmented_high REAL, track_min REAL, alone_low_min REAL,
                      alone_best_min REAL, alone_high_min REAL, alone_augmented_low_min REAL,
                      alone_augmented_best_min REAL, alone_augmented_high_min REAL) STRICT;
CREATE TABLE exposed_flights(aircraft TEXT PRIMARY KEY, flown_min REAL, track_min REAL, signature TEXT) STRICT;
CREATE TABLE assessments(time_s REAL, post TEXT, fire_unit TEXT, track INTEGER, verdict TEXT, shadow TEXT) STRICT;
)";

void write_header(Database& database, const RunHeader& header) {
  Statement meta = database.prepare("INSERT INTO meta VALUES(?,?)");
  for (const auto& [key, value] : header.meta) meta.bind(key).bind(value).run();
  Statement sites = database.prepare("INSERT INTO sites VALUES(?,?,?,?,?,?)");
  constexpr double degrees = 180.0 / math::kPi;
  for (const RunSite& site : header.sites)
    sites.bind(site.kind)
        .bind(site.name)
        .bind(site.place.latitude_rad * degrees)
        .bind(site.place.longitude_rad * degrees)
        .bind(site.place.height_hae_m)
        .bind(site.reach_m)
        .run();
  Statement timeline = database.prepare("INSERT INTO timeline VALUES(?,?)");
  for (const RunMoment& moment : header.timeline) timeline.bind(moment.time_s).bind(moment.what).run();
}

void write_outcomes(Database& database, const RunHeader& header, const Names& names, Time start,
                    const Log& log) {
  Binder to(database.prepare("INSERT INTO platforms VALUES(?,?,?,?,?,?,?,?,?)"), names, start);
  for (const OutcomeRow& r : log.outcomes) {
    const RunPlatform& p = header.platforms[r.platform.index()];
    const bool hostile = p.side == "hostile" && r.fate != Fate::never_set_out;
    to.value(std::string_view(p.name))
        .value(std::string_view(p.side))
        .value(std::string_view(p.target_class));
    to.value(std::string_view(p.type)).value(name_of(r.fate)).time(r.time);
    to.value(hostile ? name_of(r.cause) : "")
        .value(std::string_view(cause_list(hostile ? r.contributing : 0u)))
        .value(std::string_view(p.group))
        .row();
  }
}

void write_sensing(Database& database, const Names& names, Time start, const Log& log) {
  constexpr double degrees = 180.0 / math::kPi;
  Binder truth(database.prepare("INSERT INTO truth VALUES(?,?,?,?,?,?)"), names, start);
  for (const TruthRow& r : log.truth) {
    const std::string round = "round " + std::to_string(r.id);
    truth.time(r.time).value(std::string_view(r.is_round ? "round" : "platform"));
    truth.value(std::string_view(r.is_round ? round : names.platforms.name(r.id))).place(r.p_ecef_m).row();
  }
  Binder plots(database.prepare("INSERT INTO plots VALUES(?,?,?,?,?,?,?,?,?)"), names, start);
  for (const PlotRow& r : log.plots)
    plots.time(r.time)
        .value(std::string_view(names.radars.name(r.radar.value)))
        .value(r.range_m)
        .value(r.azimuth_rad * degrees)
        .value(r.elevation_rad * degrees)
        .value(name_of(r.iff))
        .value(name_of(r.end_game))
        .platform(r.shadow)
        .value(r.merged)
        .row();
  Binder bearings(database.prepare("INSERT INTO bearings VALUES(?,?,?,?,?,?,?)"), names, start);
  for (const BearingRow& r : log.bearings)
    bearings.time(r.time)
        .value(std::string_view(names.radars.name(r.radar.value)))
        .value(r.azimuth_rad * degrees)
        .value(r.azimuth_sd_rad * degrees)
        .number_if(r.has_elevation, r.elevation_rad * degrees)
        .platform(r.shadow)
        .value(r.merged)
        .row();
  Binder tracks(database.prepare("INSERT INTO tracks VALUES(?,?,?,?,?,?,?,?,?,?)"), names, start);
  for (const TrackRow& r : log.tracks)
    tracks.time(r.time)
        .value(std::string_view(names.posts.name(r.post.value)))
        .value(r.track)
        .place(r.p_ecef_m)
        .value(norm(r.v_ecef_m_s))
        .value(r.confirmed)
        .value(r.dropped)
        .platform(r.shadow)
        .row();
}

/// What radars truly add to what they measure, and what posts make of it.
void write_registration(Database& database, const Names& names, Time start, const Log& log) {
  constexpr double degrees = 180.0 / math::kPi;
  Binder to(database.prepare("INSERT INTO registration VALUES(?,?,?,?,?,?,?,?,?)"), names, start);
  for (const RegistrationRow& r : log.registrations) {
    const bool believed = r.post.valid();
    to.time(r.time).text_if(believed, believed ? names.posts.name(r.post.value) : "");
    to.value(std::string_view(names.radars.name(r.radar.value)))
        .value(r.range_m)
        .value(r.azimuth_rad * degrees)
        .value(r.elevation_rad * degrees)
        .number_if(believed, r.range_sd_m)
        .number_if(believed, r.azimuth_sd_rad * degrees)
        .number_if(believed, r.elevation_sd_rad * degrees)
        .row();
  }
}

void write_fire(Database& database, const Names& names, Time start, const Log& log) {
  const auto post = [&](PostId id) { return std::string_view(names.posts.name(id.value)); };
  const auto unit = [&](FireUnitId id) { return std::string_view(names.fire_units.name(id.value)); };
  const auto weapon = [&](WeaponTypeId id) { return std::string_view(names.weapons.name(id.value)); };
  Binder decisions(database.prepare("INSERT INTO decisions VALUES(?,?,?,?,?,?,?)"), names, start);
  for (const DecisionRow& r : log.decisions)
    decisions.time(r.time)
        .value(post(r.post))
        .value(r.track)
        .value(name_of(r.category))
        .value(r.hostile_probability)
        .value(verdict_name(r.verdict))
        .platform(r.shadow)
        .row();
  Binder orders(database.prepare("INSERT INTO orders VALUES(?,?,?,?,?,?,?,?)"), names, start);
  for (const OrderRow& r : log.orders)
    orders.time(r.time)
        .value(name_of(r.kind))
        .value(post(r.from))
        .value(unit(r.fire_unit))
        .value(r.track)
        .value(weapon(r.weapon))
        .value(r.rounds)
        .platform(r.shadow)
        .row();
  Binder shots(database.prepare("INSERT INTO shots VALUES(?,?,?,?,?,?,?)"), names, start);
  for (const ShotRow& r : log.shots)
    shots.time(r.time)
        .value(r.round.value)
        .value(unit(r.fire_unit))
        .value(std::string_view(names.launchers.name(r.launcher.value)))
        .value(weapon(r.weapon))
        .value(r.track)
        .platform(r.shadow)
        .row();
  Binder rounds(database.prepare("INSERT INTO rounds VALUES(?,?,?,?,?,?,?,?,?)"), names, start);
  for (const RoundRow& r : log.rounds)
    rounds.time(r.time)
        .value(r.round.value)
        .value(unit(r.fire_unit))
        .value(weapon(r.weapon))
        .value(name_of(r.cause))
        .platform(r.engaged)
        .place(r.p_ecef_m)
        .row();
  Binder assessments(database.prepare("INSERT INTO assessments VALUES(?,?,?,?,?,?)"), names, start);
  for (const AssessmentRow& r : log.assessments)
    assessments.time(r.time)
        .value(post(r.post))
        .value(unit(r.fire_unit))
        .value(r.track)
        .value(name_of(r.verdict))
        .platform(r.shadow)
        .row();
}

void write_wrong_engagements(Database& database, const RunHeader& header) {
  Statement to = database.prepare("INSERT INTO wrong_engagements VALUES(?,?,?,?,?,?)");
  const auto whole = [](std::uint32_t n) { return static_cast<std::int64_t>(n); };
  for (const auto& [side, w] : header.wrong_engagements)
    to.bind(side)
        .bind(whole(w.passes))
        .bind(w.flight_hours)
        .bind(whole(w.engaged))
        .bind(whole(w.rounds))
        .bind(whole(w.hit))
        .run();
}

void write_exposure(Database& database, const Names& names, Time start, const Log& log) {
  constexpr double kMinute_s = 60.0;
  Binder rows(database.prepare("INSERT INTO exposure VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
              names, start);
  const auto whole = [](double n) { return static_cast<std::int64_t>(n); };
  for (const ExposureRow& r : log.exposures) {
    const Exposure& e = r.exposure;
    rows.platform(r.platform)
        .value(std::string_view(names.radars.name(r.radar.value)))
        .value(aspect_name(r.aspect));
    rows.value(e.coverage_s / kMinute_s)
        .value(e.off_s / kMinute_s)
        .value(whole(e.looks))
        .value(whole(e.dwells));
    rows.value(whole(e.detections));
    for (const double n : e.expected) rows.value(n);
    rows.value(e.track_s / kMinute_s);
    for (const double t_s : e.alone_s) rows.value(t_s / kMinute_s);
    rows.row();
  }
  Binder flights(database.prepare("INSERT INTO exposed_flights VALUES(?,?,?,?)"), names, start);
  for (const ExposedFlight& f : log.exposed_flights)
    flights.platform(f.platform)
        .value(f.flown_s / kMinute_s)
        .value(f.track_s / kMinute_s)
        .value(std::string_view(f.augmented ? "augmented" : "clean"))
        .row();
}

std::string sync_and_rename(const std::string& from, const std::string& to) {
  const auto failed = [&](const char* what) { return std::string(what) + ": " + std::strerror(errno); };
  const int file = open(from.c_str(), O_RDONLY);
  if (file < 0) return failed("cannot open again");
  const bool synced = fsync(file) == 0;
  ::close(file);
  if (!synced) return failed("cannot sync");
  if (std::rename(from.c_str(), to.c_str()) != 0) return failed("cannot rename");
  const std::string folder = std::filesystem::absolute(to).parent_path().string();
  const int directory = open(folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (directory >= 0) {
    fsync(directory);
    ::close(directory);
  }
  return {};
}

void set_pragma(Database& database, const char* name, int value) {
  database.execute(("PRAGMA " + std::string(name) + " = " + std::to_string(value)).c_str());
}

std::int64_t pragma(Database& database, const char* name) {
  Statement row = database.prepare(("PRAGMA " + std::string(name)).c_str());
  return row.step() ? row.integer(0) : 0;
}

/// Layout 1 had no application id, and is known by what it says of its ledger.
bool says_it_is_ours(Database& database) {
  if (pragma(database, "application_id") == kRunFileApplication) return true;
  Statement title = database.prepare("SELECT 1 FROM meta WHERE key = 'ledger_title'");
  return title.step();
}

/// A name that no other process uses: nobody else's file is touched.
std::string name_beside(const std::string& path) { return path + "." + std::to_string(getpid()) + ".tmp"; }

}  // namespace

std::string write_run_file(const std::string& path, const RunHeader& header, const Names& names, Time start,
                           const Log& log) {
  const std::string beside = name_beside(path);
  const auto remove_rest = [&beside] {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(beside + end, ignored);
  };
  remove_rest();
  Database database = Database::create(beside);
  database.execute("BEGIN");
  database.execute(kLayout);
  database.execute(kDamageLayout);
  set_pragma(database, "user_version", kRunFileVersion);
  set_pragma(database, "application_id", kRunFileApplication);
  if (database.ok()) {
    write_header(database, header);
    write_outcomes(database, header, names, start, log);
    write_sensing(database, names, start, log);
    write_fire(database, names, start, log);
    write_registration(database, names, start, log);
    write_damage(database, names, start, log);
    write_wrong_engagements(database, header);
    write_exposure(database, names, start, log);
  }
  database.execute("COMMIT");
  std::string error = database.close() ? sync_and_rename(beside, path) : database.error();
  if (error.empty()) return {};
  remove_rest();
  return path + ": cannot write: " + error;
}

std::string not_a_run_file(Database& database) {
  if (!database.ok()) return "cannot read it as a run file: " + database.error();
  if (!says_it_is_ours(database)) return "an SQLite file, but not a run file";
  const std::int64_t version = pragma(database, "user_version");
  if (version != kRunFileVersion)
    return "a run file of layout " + std::to_string(version) + "; this version of Cupola reads layout " +
           std::to_string(kRunFileVersion);
  return {};
}

bool is_run_file(const std::string& path) {
  Database database = Database::open(path);
  return database.ok() && says_it_is_ours(database);
}

}  // namespace cupola
