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

}  // namespace cupola
