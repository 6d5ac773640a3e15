#include "cli/track_warnings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/output.hpp"

namespace cupola {

void warn_of_limits(const LimitsMet& met) {
  if (met.tracks_not_begun > 0)
    complain(
        fmt::format("warning: {} tracks were not begun: there were as many as allowed already\n"
                    "  hint: --tracks-most, or fewer false detections\n",
                    met.tracks_not_begun));
  if (met.crowded_gates > 0)
    complain(
        fmt::format("warning: {} times more plots lay about a track than are looked at: the nearest were\n",
                    met.crowded_gates));
  if (met.unsettled_clusters > 0)
    complain(
        fmt::format("warning: {} times the shares of plots had not settled and were taken as they were\n"
                    "  hint: --association gnn\n",
                    met.unsettled_clusters));
}

void warn_of_false_plots(const DetectionTrackerSettings& settings, const DetectionSet& set,
                         std::size_t used) {
  const bool by_setting = settings.false_detections_per_scan == 0.0;
  const auto none_false = [&](const DetectionSensor& s) { return s.false_detections_per_scan == 0.0; };
  if (!by_setting &&
      (settings.false_detections_per_scan > 0.0 || !std::ranges::any_of(set.sensors, none_false)))
    return;
  // A target's last plot may be nobody's as well.
  const std::size_t plots = set.detections.size(), loose = plots - std::min(used, plots);
  if (loose < 3 || loose * 100 < plots) return;
  complain(fmt::format(
      "warning: there are said to be no false detections, yet {} of {} plots are in no firm track, "
      "and others may have made false ones\n"
      "  hint: {}\n",
      loose, plots,
      by_setting ? "leave --false-per-scan out: the data tell"
                 : "leave the sensor's false_per_scan out: the data tell"));
}

void warn_of_late_plots(std::size_t late, std::size_t plots) {
  if (late < 3 || late * 5 < plots) return;
  complain(
      fmt::format("warning: {} of {} plots came after their scan had closed; detection probability and false "
                  "detections are learned from the others alone\n"
                  "  hint: --detection-probability and --false-per-scan, where they are known\n",
                  late, plots));
}

void warn_of_half_a_resolution(const DetectionTrackerSettings& settings, const DetectionSet& set) {
  const bool range = settings.resolution_range_m > 0.0, azimuth = settings.resolution_azimuth_rad > 0.0;
  const bool of_file = std::ranges::any_of(set.sensors, [](const DetectionSensor& s) {
    return s.resolution_azimuth_rad > 0.0 && !(s.resolution_range_m > 0.0);
  });
  if (range || !(azimuth || of_file)) return;
  complain(
      "warning: a resolution in azimuth without one in range: it does not count\n"
      "  hint: --resolution-range, or resolution_range_m of the sensor file\n");
}

}  // namespace cupola
