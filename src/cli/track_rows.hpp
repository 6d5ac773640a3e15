#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "catalogue/names.hpp"
#include "cli/output.hpp"
#include "core/digest.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {

/// When a track gets a row: at the end of every scan, or at every plot that it took.
enum class RowsAt { scan, plot };
NameList names_of(RowsAt);

/// The file of tracks while it is made: in a plane the layout of data/tracking, over the ellipsoid x, y, z
/// earth-fixed; then the upper triangle of the covariance, turn rate and probability of existence. Rows wait
/// until nothing can change them: of each track and time, as written, the last word alone gets into the file.
template <int D>
class TrackRows {
 public:
  explicit TrackRows(std::string path);

  void take(const std::vector<TrackAtPlot<D>>& rows);
  void drop_waiting() { waiting_.clear(); }
  /// Writes what waits and is older, by time, then by track. False: nothing more is wanted.
  bool write_before(Time time);
  /// Writes the rest and ends the file.
  /// Returns    the exit code
  int finish();

  std::size_t count() const { return count_; }
  std::size_t tracks() const { return tracks_; }        ///< that have a row
  std::string digest() const { return digest_.hex(); }  ///< of all that was written, to the last bit

 private:
  void write(Time time, const TrackEstimate<D>& track);

  ResultStream out_;
  Digest digest_;
  std::size_t count_ = 0, tracks_ = 0;
  std::vector<bool> has_row_;  // by number of the track
  std::vector<TrackAtPlot<D>> waiting_;
};

extern template class TrackRows<2>;
extern template class TrackRows<3>;

}  // namespace cupola
