#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "earth/geodetic.hpp"
#include "messages/detection.hpp"
#include "tracking/plot_scan.hpp"

namespace cupola {

/// How the detections of a sensor come.
struct ScanRhythm {
  double period_s = 0.0;   ///< 0: it cannot be told
  bool at_once = false;    ///< all of a scan carry the same time
  bool from_data = false;  ///< not given by anybody
};

inline constexpr double kLeastPeriod_s = 1e-3;

/// What is the scan period of a sensor?
/// Model      as given; else, where detections come in groups of equal times, the median between groups; else
///            from the turns of the azimuths. Not known where neither shows
/// Returns    s, kLeastPeriod_s at least where it is known
ScanRhythm scan_rhythm(const DetectionSet& set, int sensor, double given_period_s);

/// Do the detections measure over the ellipsoid (D = 3), or in a plane?
bool over_ellipsoid(const DetectionSet& set);

/// Hands a set of detections out scan by scan, all sensors in the order in which their scans end.
/// Model      positions and covariances from unbiased conversion (tracking/conversion.hpp and its like in a
///            plane); scans by count of periods from the first detection, or groups of equal times. A silent
///            scan is a scan too, up to `kSilentMost` on end. The size of the covered measurement space grows
///            with what was seen: extent in range, elevation, or east and north; of azimuths the sectors seen.
///            A scan waits for its plots: the sensor's usual delay, which is the median of its first 200 000
///            plots, and half a period. Those that arrive later come as late scans of their own, before the
///            first scan of the sensor that still waits when they arrive
/// Holds for  detections sorted by time
/// Random     none
template <int D>
class DetectionScans {
 public:
  DetectionScans(const DetectionSet& set, std::vector<ScanRhythm> rhythms);

  /// False at the end. The scan stands until the next call.
  bool next(PlotScan<D>& scan);
  std::size_t done() const { return done_; }  ///< detections handed out
  std::size_t late() const { return late_; }  ///< of them after their scan closed
  Time earliest_left() const;                 ///< none that is to come is older; kNever: none is

  static constexpr int kSilentMost = 50;
  static constexpr double kUnknownPeriod_s = 4.0;

 private:
  static constexpr int kSectors = 72;
  struct LatePlot {
    Time arrival, scan_end;
    std::size_t detection;
    auto operator<=>(const LatePlot&) const = default;
  };
  struct Channel {
    ScanRhythm rhythm;
    LocalFrame frame;
    std::vector<std::size_t> own;  // detections, by time
    std::size_t at = 0;
    Time first, begin, end;  // of the scan under way
    bool started = false;
    double low[3], high[3];
    bool sector[kSectors] = {};
    Duration usual_delay{0};     // of arrivals
    std::vector<LatePlot> late;  // not yet arrived, the earliest to arrive first
  };
  Duration usual_delay(const Channel& c) const;
  void open(Channel& c) const;
  void fill(Channel& c, PlotScan<D>& scan);
  void put(Channel& c, std::size_t detection, PlotScan<D>& scan);
  void describe(const Channel& c, PlotScan<D>& scan) const;
  Time closes(const Channel& c) const;
  bool fill_late(Channel& c, Time until, PlotScan<D>& scan);
  PositionPlot<D> position(const Channel& c, const Detection& d) const;
  void extend(Channel& c, const Detection& d) const;
  double units(const Channel& c) const;

  const DetectionSet& set_;
  std::vector<Channel> channels_;
  std::size_t done_ = 0, late_ = 0;
};

extern template class DetectionScans<2>;
extern template class DetectionScans<3>;

}  // namespace cupola
