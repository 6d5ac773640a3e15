#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "catalogue/doctrine.hpp"
#include "messages/plot.hpp"
#include "messages/track.hpp"
#include "tracking/bias_filter.hpp"
#include "tracking/conversion.hpp"
#include "tracking/sensor_book.hpp"

namespace cupola {

/// What a post believes of one radar's errors of registration.
struct RadarAlignment {
  RadarId radar;
  SensorBias bias, sd;
};

/// What does a post's tracker do about radars that are out of line?
/// Model      the picture stands in the frame of one radar, that with the smallest declared errors (of equal
///            ones the first). Every plot of another is spread by what is not known of the two radars'
///            errors against each other (a consider filter at its simplest: Schmidt 1966, here without the
///            correlation of track and error), so that it finds its track and moves it little. Where errors
///            are estimated, two plots of a radar on one firm track, no more than 25 s apart, give its place
///            at the time of another radar's plot on it between them; the differences feed bias_filter.hpp,
///            no plot twice for the same two radars. What is estimated is taken off plots and bearings as
///            they come, with a lag of 10 s so that no track jumps, and the lag is part of the spread
/// Returns    plots and bearings with the estimate taken off; spreads in m^2
/// Holds for  constant errors; targets further apart than the errors reach, or wrong pairs pull
/// Leaves out what all plots of one radar have in common, where it alone feeds a track; the correlation of one
///            track's errors with another's, and of meetings of three radars by one plot; passive sensors, taken to be aligned; the
///            bend of a path between two plots but for white-noise acceleration
/// Random     none
/// Checked by tests/alignment.cpp, tests/chain/registration.cpp
class Alignment {
 public:
  Alignment() = default;
  Alignment(RegistrationPolicy policy, const std::vector<SensorBook>& sensors);

  /// Is any radar declared to be out of line, and does the post mind?
  bool active() const { return active_; }

  /// A batch with what is believed of its radar's errors taken off; the same plots in the same order. The
  /// batch itself where nothing is to be done.
  const PlotBatch& corrected(const PlotBatch& told, std::size_t sensor);

  /// Adds to the covariances of a batch's measurements, which are in `order`, what is not known of its radar
  /// against the radar in whose frame the picture stands; keeps what learn() needs.
  void widen(const std::vector<int>& order, const LocalFrame& radar, std::size_t sensor,
             MeasurementColumns& measurements);

  /// The plots of the batch last widened have gone to these tracks (0: none), firm ones or not, index by
  /// index.
  void learn(const std::vector<TrackNumber>& plot_tracks, const std::vector<char>& firm);

  /// How far what is not known of the frame of the picture spreads a position.
  Matrix<3, 3> spread_m2(const Vec3& p_ecef_m) const;

  /// A place in the numbers of one of the radars, for whoever sends its beam there: what is taken off of its
  /// plots is put back.
  Vec3 in_numbers_of(RadarId radar, const Vec3& p_ecef_m) const;

  std::vector<RadarAlignment> estimates() const;  ///< of radars declared to be out of line
  const BiasFilter& filter() const { return filter_; }

 private:
  /// A plot that went to a track.
  struct Sighting {
    Time time;
    Vec3 p_ecef_m;  ///< with `taken_off`
    Matrix<3, 3> slope, covariance_m2;
    SensorBias taken_off;
    std::uint64_t met = 0;  ///< by bit: radars against which it has been held
    bool given = false;
  };
  struct Watched {
    TrackNumber number = 0;
    Time last;
    std::vector<Sighting> by_sensor;
  };

  void follow_estimate(Time now);
  Vec3 lag_m(std::size_t sensor, const Matrix<3, 3>& slope) const;
  Watched& watched(TrackNumber number);
  void meet(Watched& track, std::size_t sensor, Sighting& now);
  void meet(Sighting& before, Sighting& now, std::size_t sensor, Sighting& between, std::size_t other);
  Vec3 place_m(const Sighting& seen, std::size_t sensor) const;
  void forget(Time now);

  bool active_ = false, estimates_ = false;
  std::size_t frame_sensor_ = 0;
  std::vector<SensorBook> sensors_;
  BiasFilter filter_;
  std::vector<SensorBias> applied_;  // by sensor: taken off what comes
  bool begun_ = false;
  Time followed_;

  // The batch in hand.
  PlotBatch corrected_;
  std::size_t sensor_ = 0;
  std::vector<int> order_;
  std::vector<Sighting> sightings_;  // in that order
  std::vector<Watched> tracks_;      // in order of number
  Time forgotten_;
};

}  // namespace cupola
