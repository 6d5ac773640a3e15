#pragma once

#include <string>
#include <vector>

#include "catalogue/figure.hpp"
#include "catalogue/price.hpp"
#include "catalogue/radar_parts.hpp"

namespace cupola {

class FieldVisitor;

enum class Band { vhf, uhf, l, s, c, x };
inline constexpr int kBandCount = 6;

enum class ScanKind {
  rotating,  ///< turns all the way round, one or more faces
  sector     ///< an array that faces one sector: a search frame and dedicated dwells
};

/// Where the radar constant comes from.
enum class RadarEquation { reference, energy };

/// Which answers an interrogator can ask for.
enum class Interrogator { none, civil, national };

/// What everybody may know of a radar.
struct RadarType {
  std::string name;
  Band band = Band::s;
  ScanKind scan = ScanKind::rotating;
  Interrogator interrogator = Interrogator::none;
  Figure frequency_hz;

  // The radar constant: from its factors, or solved back from a published pair: in free space, detection
  // probability `reference_pd` on `reference_rcs_m2` (mean, Swerling case) at `reference_range_m`.
  RadarEquation equation = RadarEquation::reference;
  RadarEnergy energy;
  Figure reference_range_m, reference_rcs_m2, reference_pd, reference_pfa;
  Figure reference_swerling = 1;
  Figure pulses = 1;  ///< pulses integrated non-coherently in one look
  RadarReceiver receiver;
  AntennaPattern pattern;
  ClutterFilter clutter_filter;
  CfarWindow cfar;  ///< of a reference the loss is in the range already; of factors it is taken off

  Figure instrumented_range_m, minimum_range_m;
  Figure elevation_min_rad, elevation_max_rad;
  Figure antenna_height_m;  ///< above ground, without a mast

  // Rotating radars.
  Figure rotation_period_s;
  Figure faces = 1;

  // Sector radars.
  Figure sector_width_rad, sector_turn_rate_rad_s, search_frame_s, track_interval_s;
  Figure dedicated_tracks;  ///< most tracks dwelt upon at once
  TimeBudget time_budget;
  std::vector<ArrayFace> arrays;    ///< fixed arrays side by side that search at once; none: one array
  std::vector<std::string> guides;  ///< interceptors, by name, that it can guide; empty: none

  // Resolution cell and accuracy: noise falls with SNR down to the floor.
  Figure range_resolution_m, azimuth_beamwidth_rad, elevation_beamwidth_rad;
  Figure range_floor_m, azimuth_floor_rad, elevation_floor_rad;
  Figure low_angle_error;  ///< elevation, in beamwidths, of a target low over a mirror; no record: none

  Figure false_plots_per_scan;  ///< mean number per rotation and face, or per search frame

  // Kill assessment from what the guiding radar sees of the break-up.
  Figure call_kill_given_kill, call_kill_given_alive, assessment_delay_s;

  Navigation navigation;            ///< of one that an aircraft can carry
  RegistrationErrors registration;  ///< against all others

  Figure warm_up_s;     ///< from standby to radiating
  Figure availability;  ///< probability of being up at the start
  Price price;

  std::vector<PublishedRange> published;  ///< all there is, to be held against ours; no model reads it
};

struct InterceptorType;

/// Is a round one of those that a radar guides? One that turns all the way round lights nothing to the end.
bool can_guide(const RadarType& radar, const InterceptorType& round);

void declare(FieldVisitor&, RadarType&);

}  // namespace cupola
