#include "formats/asterix_detections.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include "core/math.hpp"
#include "core/printable.hpp"
#include "formats/asterix_clock.hpp"
#include "formats/asterix_file.hpp"
#include "formats/asterix_records.hpp"
#include "formats/detection_sensors.hpp"
#include "formats/ground_range.hpp"
#include "formats/local_plane.hpp"
#include "formats/plots_columns.hpp"
#include "formats/refuse.hpp"

namespace cupola {
namespace {

constexpr double kNauticalMile_m = 1852.0, kFoot_m = 0.3048, kFlightLevel_m = 100.0 * kFoot_m;
constexpr double kPrimary_m = 120.0, kSecondary_m = 70.0;
constexpr double kPrimary_rad = 0.15 * kDegree_rad, kSecondary_rad = 0.08 * kDegree_rad;
constexpr double kTrack_m = 150.0;

/// Why records were left out, with how often.
class LeftOut {
 public:
  void add(const char* why) { ++counts_[why]; }
  std::string text() const {
    std::string text;
    for (const auto& [why, count] : counts_)
      text += (text.empty() ? "" : ", ") + std::to_string(count) + ' ' + why;
    return text;
  }
  bool empty() const { return counts_.empty(); }

 private:
  std::map<std::string, std::size_t> counts_;
};

/// The height of a report above mean sea level, and what it is known to; nothing where it gives none that an
/// aircraft can have.
std::optional<KnownTo> height_of(const AsterixPlot& plot) {
  const auto possible = [](double height_m) { return height_m > -1000.0 && height_m < 40000.0; };
  if (plot.flight_level && plot.flight_level_good && possible(*plot.flight_level * kFlightLevel_m))
    return KnownTo{*plot.flight_level * kFlightLevel_m, 100.0};
  if (plot.height_ft && possible(*plot.height_ft * kFoot_m)) return KnownTo{*plot.height_ft * kFoot_m, 500.0};
  return std::nullopt;
}

class Reader {
 public:
  Reader(const std::string& path, const ReadDetectionsOptions& options, DetectionsRead& read,
         Problems& problems)
      : path_(path), options_(options), read_(read), problems_(problems) {}

  /// Before the first record: whom to read. What a file of sensors says holds for radars.
  bool begin() {
    std::vector<std::string> said;
    return plot_sensors_.open(path_, "sensors.csv", options_, problems_, read_.warnings) &&
           track_sensors_.open(path_, "", options_, problems_, said);
  }

  void take(int category, std::span<const AsterixItem> items) {
    if (category == 34) take_service(asterix_service(items));
    if (category == 48) take_plot(asterix_plot(items));
    if (category == 62) take_track(asterix_track(items));
  }

  bool end(const AsterixCount& count) {
    if (!judge_damage(count)) return false;
    const bool plots = !plots_.empty();
    const std::vector<Detection>& used = plots ? plots_ : tracks_;
    if (used.empty())
      return refuse(problems_, path_,
                    "no position in it" + (left_out_.empty() ? "" : ": " + left_out_.text()),
                    what_it_holds(count));
    if (too_many_)
      return refuse(problems_, path_, "more than " + std::to_string(options_.most) + " detections",
                    "split the file by time; each detection takes 72 bytes of memory");
    warn_of(count, plots);
    read_.layout = plots ? DetectionsLayout::asterix_plots : DetectionsLayout::asterix_tracks;
    return plots ? end_plots() : end_tracks();
  }

 private:
  void take_service(const AsterixService& service) {
    if (!service.source) return;
    AsterixService& known = services_[service.source->name()];
    if (service.period_s && *service.period_s > 0.0) known.period_s = service.period_s;
    if (!service.latitude_deg || std::fabs(*service.latitude_deg) > 90.0) return;
    known.latitude_deg = service.latitude_deg;
    known.longitude_deg = service.longitude_deg;
    known.height_m = service.height_m;
  }

  void take_plot(const AsterixPlot& plot) {
    const std::int64_t row = plot_row_++;
    if (!plot.source || !plot.time_of_day_128) return left_out_.add("without source or time");
    if (*plot.time_of_day_128 >= AsterixClock::kDay_128) return left_out_.add("at no time of day");
    const Time time = clock_.at(*plot.source, *plot.time_of_day_128);
    if (plot.type == 0) return left_out_.add("without a detection");
    if (!plot.slant_range_nmi || *plot.slant_range_nmi <= 0.0) return left_out_.add("without a position");
    if (plot.simulated || plot.test || plot.fixed_monitor)
      return left_out_.add("simulated, of a test or of a fixed monitor");
    if (plot.range_in_expansion) return left_out_.add("beyond 256 NM");
    const int sensor = plot_sensors_.number_of(plot.source->name());
    if (sensor < 0) return;

    const bool primary = plot.type == 1;
    const std::optional<KnownTo> given = height_of(plot);
    const KnownTo height = given.value_or(KnownTo{options_.assumed_height_m, 3000.0});
    Detection detection;
    detection.time = time;
    detection.row = row;
    detection.sensor = sensor;
    detection.z[0] = *plot.slant_range_nmi * kNauticalMile_m;
    detection.z[1] = *plot.azimuth_deg * kDegree_rad;
    detection.z[2] = height.value_m;
    detection.sd[0] = options_.sd_range_m > 0.0 ? options_.sd_range_m : primary ? kPrimary_m : kSecondary_m;
    detection.sd[1] = options_.sd_azimuth_rad > 0.0 ? options_.sd_azimuth_rad
                      : primary                     ? kPrimary_rad
                                                    : kSecondary_rad;
    detection.sd[2] = height.sd_m;
    if (!given) ++heights_assumed_;
    keep(detection, plots_);
  }

  void take_track(const AsterixTrack& track) {
    const std::int64_t row = track_row_++;
    if (!track.source || !track.time_of_day_128) return left_out_.add("without source or time");
    if (*track.time_of_day_128 >= AsterixClock::kDay_128) return left_out_.add("at no time of day");
    const Time time = clock_.at(*track.source, *track.time_of_day_128);
    if (!track.latitude_deg) return left_out_.add("without latitude and longitude");
    if (std::fabs(*track.latitude_deg) > 90.0 || std::fabs(*track.longitude_deg) > 180.0)
      return left_out_.add("at no place on earth");
    if (track.simulated) return left_out_.add("simulated");
    if (track.coasting) return left_out_.add("coasting");
    const int sensor = track_sensors_.number_of(track.source->name());
    if (sensor < 0) return;

    Detection detection;
    detection.time = time;
    detection.row = row;
    detection.sensor = sensor;
    detection.z[0] = *track.latitude_deg * kDegree_rad;
    detection.z[1] = *track.longitude_deg * kDegree_rad;
    const double sd_m = options_.sd_position_m > 0.0 ? options_.sd_position_m : kTrack_m;
    const bool claimed = options_.sd_position_m <= 0.0;
    detection.sd[0] = claimed ? sd_east_m(track, sd_m) : sd_m;
    detection.sd[1] = claimed ? sd_north_m(track, sd_m) : sd_m;
    keep(detection, tracks_);
  }

  static double sd_east_m(const AsterixTrack& track, double otherwise_m) {
    if (track.sd_x_m && *track.sd_x_m > 0.0) return *track.sd_x_m;
    if (!track.sd_longitude_deg || !(*track.sd_longitude_deg > 0.0)) return otherwise_m;
    const double cosine = math::cos(*track.latitude_deg * kDegree_rad);
    return std::max(1.0, *track.sd_longitude_deg * kDegree_rad * kMeanRadius_m * cosine);
  }

  static double sd_north_m(const AsterixTrack& track, double otherwise_m) {
    if (track.sd_y_m && *track.sd_y_m > 0.0) return *track.sd_y_m;
    if (!track.sd_latitude_deg || !(*track.sd_latitude_deg > 0.0)) return otherwise_m;
    return *track.sd_latitude_deg * kDegree_rad * kMeanRadius_m;
  }

  void keep(const Detection& detection, std::vector<Detection>& to) {
    if (plots_.size() + tracks_.size() >= options_.most)
      too_many_ = true;
    else
      to.push_back(detection);
  }

  /// A block in ten that breaks off is no accident.
  bool judge_damage(const AsterixCount& count) {
    if (count.damaged == 0) return true;
    std::size_t blocks = 0;
    for (const std::size_t n : count.blocks) blocks += n;
    const std::string text =
        count.first_damage + (count.damaged > 1
                                  ? "; in all " + std::to_string(count.damaged) + " blocks or datagrams of " +
                                        std::to_string(std::max(blocks, count.damaged)) + " break off"
                                  : "");
    if (count.damaged * 10 > blocks)
      return refuse(problems_, path_, text, "is it ASTERIX at all, and of an edition of this century?");
    read_.warnings.push_back(printable(path_ + ": passed over: " + text));
    return true;
  }

  static std::string what_it_holds(const AsterixCount& count) {
    std::string text;
    for (std::size_t c = 0; c < count.blocks.size(); ++c)
      if (count.blocks[c] > 0)
        text += (text.empty() ? "it holds " : ", ") + std::to_string(count.blocks[c]) + " of category " +
                std::to_string(c);
    return text.empty() ? "it holds no block of ASTERIX" : text + "; read are CAT048 and CAT062";
  }

  void warn_of(const AsterixCount& count, bool plots) {
    const auto warn = [this](const std::string& text) {
      read_.warnings.push_back(printable(path_ + ": " + text));
    };
    std::string others;
    for (std::size_t c = 0; c < count.blocks.size(); ++c)
      if (count.blocks[c] > 0 && !asterix_uap(static_cast<int>(c)))
        others += (others.empty() ? "" : ", ") + std::to_string(count.blocks[c]) + " of category " +
                  std::to_string(c);
    if (!others.empty()) warn("blocks passed over: " + others);
    if (!left_out_.empty()) warn("records left out: " + left_out_.text());
    if (count.packets_passed_over > 0)
      warn("packets passed over that are no whole UDP datagrams: " +
           std::to_string(count.packets_passed_over));
    if (plots && !tracks_.empty())
      warn("it holds " + std::to_string(tracks_.size()) +
           " reports of system tracks, too: passed over, plots come first");
    if (plots && heights_assumed_ > 0)
      warn(std::to_string(heights_assumed_) + " of " + std::to_string(plots_.size()) +
           " plots have no height: " + std::to_string(static_cast<int>(options_.assumed_height_m)) +
           " m assumed");
  }

  bool check_only(DetectionSensors& sensors) {
    if (sensors.all_only_found()) return true;
    return refuse(problems_, path_, "it has nothing of a sensor that was asked for",
                  "its sensors: " + sensors.names_in_file());
  }

  bool end_plots() {
    if (!check_only(plot_sensors_)) return false;
    read_.set.detections = std::move(plots_);
    take_sensors(plot_sensors_, Measures::range_azimuth, read_.set);
    std::vector<bool> placed;
    for (DetectionSensor& sensor : read_.set.sensors) placed.push_back(place(sensor));
    if (!check_places(placed)) return false;
    for (Detection& detection : read_.set.detections) {
      const auto s = static_cast<std::size_t>(detection.sensor);
      to_ground(read_.set.sensors[s], placed[s], detection);
    }
    if (placed[0] && !in_plane(read_.set.sensors[0])) read_.origin = lay_into_plane(read_.set);
    return true;
  }

  bool in_plane(const DetectionSensor& sensor) const {
    const SensorEntry* entry = plot_sensors_.entry(sensor.name);
    return entry && entry->in_plane;
  }

  /// Fills in what the radar said of itself; true where it is known where it stands on the earth.
  bool place(DetectionSensor& sensor) const {
    const SensorEntry* entry = plot_sensors_.entry(sensor.name);
    const auto found = services_.find(sensor.name);
    const bool says = found != services_.end();
    if (says && sensor.period_s == 0.0 && found->second.period_s) sensor.period_s = *found->second.period_s;
    if (entry && entry->on_earth) return true;
    if (!says || !found->second.latitude_deg) return false;
    sensor.place = {*found->second.latitude_deg * kDegree_rad, *found->second.longitude_deg * kDegree_rad,
                    *found->second.height_m};
    return true;
  }

  bool check_places(const std::vector<bool>& placed) {
    const std::vector<DetectionSensor>& sensors = read_.set.sensors;
    if (sensors.size() == 1) return true;
    std::size_t planar = 0;
    std::string unknown;
    for (std::size_t i = 0; i < sensors.size(); ++i) {
      planar += in_plane(sensors[i]) ? 1 : 0;
      if (!placed[i] && !in_plane(sensors[i])) unknown += (unknown.empty() ? "" : ", ") + sensors[i].name;
    }
    if (planar == sensors.size() || (unknown.empty() && planar == 0)) return true;
    if (unknown.empty())
      return refuse(problems_, plot_sensors_.file(), "some radars stand in a plane, others on the earth",
                    "give all of them east_m, north_m or all of them latitude_deg, longitude_deg");
    return refuse(
        problems_, path_,
        "plots of " + std::to_string(sensors.size()) +
            " radars, and nothing says where these stand: " + unknown,
        "read one alone, or give a file of sensors: sensor,latitude_deg,longitude_deg,height_hae_m");
  }

  static void to_ground(const DetectionSensor& sensor, bool placed, Detection& detection) {
    const double radius_m =
        placed ? radius_of_curvature_m(sensor.place.latitude_rad, detection.z[1]) : kMeanRadius_m;
    const KnownTo ground =
        ground_range({detection.z[0], detection.sd[0]}, {detection.z[2], detection.sd[2]},
                     placed ? sensor.place.height_hae_m : sensor.p_plane_enu_m.z, radius_m);
    detection.z[0] = ground.value_m;
    detection.sd[0] = ground.sd_m;
    detection.z[2] = detection.sd[2] = 0.0;
  }

  bool end_tracks() {
    if (!check_only(track_sensors_)) return false;
    read_.set.detections = std::move(tracks_);
    take_sensors(track_sensors_, Measures::east_north, read_.set);
    PlacesMiddle middle;
    for (const Detection& detection : read_.set.detections) middle.add({detection.z[0], detection.z[1], 0.0});
    const LocalPlane plane(middle.middle());
    for (Detection& detection : read_.set.detections) {
      const Vec3 p_m = plane.east_north_m({detection.z[0], detection.z[1], 0.0});
      detection.z[0] = p_m.x;
      detection.z[1] = p_m.y;
    }
    for (DetectionSensor& sensor : read_.set.sensors) sensor.place = plane.origin();
    read_.origin = plane.origin();
    return true;
  }

  const std::string& path_;
  const ReadDetectionsOptions& options_;
  DetectionsRead& read_;
  Problems& problems_;
  AsterixClock clock_;
  DetectionSensors plot_sensors_, track_sensors_;
  std::map<std::string, AsterixService> services_;
  std::vector<Detection> plots_, tracks_;
  std::int64_t plot_row_ = 0, track_row_ = 0;
  std::size_t heights_assumed_ = 0;
  bool too_many_ = false;
  LeftOut left_out_;
};

/// The whole file; false where it is too large or cannot be read.
bool read_all(ByteSource& source, std::vector<std::uint8_t>& bytes, Problems& problems) {
  constexpr std::size_t kStep = std::size_t{1} << 16;
  for (;;) {
    const std::size_t begin = bytes.size();
    bytes.resize(begin + kStep);
    const std::size_t got = source.read(reinterpret_cast<char*>(bytes.data() + begin), kStep, problems);
    bytes.resize(begin + got);
    if (got == 0) return !source.failed();
    if (bytes.size() > kMostAsterixBytes)
      return refuse(problems, source.path(), "more than a gibibyte of ASTERIX", "split the file by time");
  }
}

}  // namespace

bool read_asterix(ByteSource& source, const ReadDetectionsOptions& options, DetectionsRead& read,
                  Problems& problems) {
  std::vector<std::uint8_t> bytes;
  if (!read_all(source, bytes, problems)) return false;
  Reader reader(source.path(), options, read, problems);
  AsterixCount count;
  if (!reader.begin()) return false;
  const auto hand_on = [&](int category, std::span<const AsterixItem> items) {
    reader.take(category, items);
  };
  if (!for_each_asterix_record(bytes, source.path(), hand_on, count, problems)) return false;
  return reader.end(count);
}

}  // namespace cupola
