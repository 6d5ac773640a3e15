#pragma once

#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "core/time.hpp"
#include "core/vec3.hpp"
#include "messages/bearing.hpp"

namespace cupola {

/// What the interrogator of the radar heard in this look.
enum class IffReply : std::uint8_t {
  not_asked,
  silence,
  civil,     ///< a civil transponder answered
  national,  ///< a valid answer in the own national mode
  hostile    ///< only where identity is declared perfect: the answer names an enemy
};

/// What the guiding radar saw of an object that a round has just been flown into.
enum class EndGame : std::uint8_t { nothing, broke_up, intact };

/// One detection, true or false: a position in the radar's own polar frame with the errors the radar claims.
/// It carries no hint of what caused it.
struct Plot {
  RadarId radar;
  Time time;                   ///< when the beam crossed it
  double range_m = 0.0;        ///< slant
  double azimuth_rad = 0.0;    ///< from north, clockwise, [0, 2 pi)
  double elevation_rad = 0.0;  ///< above the local horizontal
  double range_sd_m = 0.0, azimuth_sd_rad = 0.0, elevation_sd_rad = 0.0;
  bool dedicated = false;  ///< from a dwell asked for by a cue, not from search
  IffReply iff = IffReply::not_asked;
  EndGame end_game = EndGame::nothing;
  Vec3 p_radar_ecef_m;  ///< of a radar that moves: where it believes it was then
};

/// All plots and bearings of one look of one radar (a slice of rotation, a search frame, or the dedicated
/// dwells of one interval), or of one listening period of a passive sensor, in the order of what was
/// measured, with what the look covered: silence where the radar looked is information too.
struct PlotBatch {
  RadarId radar;
  Time begin, end;
  std::uint32_t scan = 0;  ///< number of the rotation (or face pass) or frame
  bool dedicated = false;  ///< the dwells on cued tracks: covers `cued` only
  double azimuth_begin_rad = 0.0,
         azimuth_width_rad = 0.0;  ///< covered clockwise from begin, where not dedicated
  int faces = 1;  ///< the same width is covered again every 2 pi / faces (a radar with more than one face)
  bool moves = false;   ///< the radar moves: its place is not that of any book, but in every plot
  Vec3 p_radar_ecef_m;  ///< if it moves: where it believes it was at the begin; azimuths and elevations of
                        ///< the whole batch are of the horizontal and the north there
  std::vector<std::uint64_t> cued;  ///< track numbers dwelt upon, where dedicated
  std::vector<Plot> plots;
  std::vector<Bearing> bearings;  ///< in the order of what was measured
};

}  // namespace cupola
