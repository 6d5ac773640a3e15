#include "cli/track_figure.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "cli/output.hpp"
#include "cli/score_plots.hpp"
#include "cli/version.hpp"
#include "core/math.hpp"
#include "formats/state_rows.hpp"
#include "report/rasterise.hpp"
#include "report/track_picture.hpp"

namespace cupola {
namespace {

/// Rows by the times at which they stand.
ScanStates scans_of(const StateRows& rows) {
  ScanStates scans;
  scans.states = rows.states;
  scans.whos = static_cast<int>(rows.names.size());
  scans.has_velocity = rows.has_velocity;
  for (std::size_t i = 0; i < rows.states.size(); ++i) {
    if (!scans.times.empty() && scans.times.back() == rows.states[i].time) continue;
    scans.times.push_back(rows.states[i].time);
    scans.begin.push_back(i);
  }
  scans.begin.push_back(rows.states.size());
  return scans;
}

std::string frame_in_words(const DetectionsRead& read) {
  if (!read.origin) return {};
  constexpr double kDegree = math::kPi / 180.0;
  return fmt::format("; the plane's origin is {:.4f}° N {:.4f}° E", read.origin->latitude_rad / kDegree,
                     read.origin->longitude_rad / kDegree);
}

}  // namespace

bool is_track_figure(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(512, '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin.find("<svg") != std::string::npos || begin.starts_with("\x89PNG");
}

std::string write_track_figure(const std::string& figure, const std::string& tracks,
                               const std::string& detections, const DetectionsRead& read) {
  Problems problems;
  const std::optional<StateRows> rows = read_states(tracks, StatesOf::tracks, problems);
  if (!rows) return problems.text();
  std::vector<Vec3> plots;
  for (const Detection& d : read.set.detections)
    plots.push_back(plot_position_m(read.set.sensors[static_cast<std::size_t>(d.sensor)], d));
  const ScanStates scans = scans_of(*rows), no_truth{{}, {}, {0}, 0, true};
  const ScanScores no_scores;
  const bool in_space = read.set.sensors.front().measures == Measures::range_azimuth_elevation;
  const TrackPicture picture{
      "Tracks: " + std::filesystem::path(detections).filename().string(),
      fmt::format("{} detections ({}) of {} sensor{}{}", read.set.detections.size(), layout_name(read.layout),
                  read.set.sensors.size(), read.set.sensors.size() == 1 ? "" : "s", frame_in_words(read)),
      no_truth,
      scans,
      no_scores,
      rows->names,
      in_space,
      std::move(plots)};
  const std::string svg = draw_tracks(picture, version());
  if (!figure.ends_with(".png")) return write_text_file(figure, svg);
  std::string error;
  const std::optional<std::string> png = png_of_svg(svg, error);
  if (png) return write_text_file(figure, *png);
  return figure + ": cannot write: " + error + "\n  hint: --figure NAME.svg needs no other program";
}

}  // namespace cupola
