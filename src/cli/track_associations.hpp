#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <vector>

#include "cli/output.hpp"
#include "core/time.hpp"
#include "messages/detection.hpp"

namespace cupola {

/// A plot and the track that it went to.
struct UsedPlot {
  std::int64_t row, track;
  Time time;
  int sensor;
};

/// The file of associations while it is made: the plots of tracks that are firm or become so; the others were
/// nobody's. A plot waits until that is known of its track, and all behind it, so that they stay in order.
class TrackAssociations {
 public:
  /// An empty path: they are counted, no more.
  TrackAssociations(std::string path, const DetectionSet& set);

  void take(const UsedPlot& used) { waiting_.push_back(used); }
  /// `firm`: all numbers that ever were, earlier ones first; `is_held(number)`: may it still become firm?
  /// False: nothing more is wanted.
  template <class IsHeld>
  bool settle(std::span<const std::int64_t> firm, IsHeld is_held) {
    note_firm(firm);
    for (; !waiting_.empty(); waiting_.pop_front()) {
      const UsedPlot& used = waiting_.front();
      if (is_firm(used.track))
        write(used);
      else if (is_held(used.track))
        break;
    }
    return path_.empty() || out_.text.size() < ResultStream::kLong || out_.flush();
  }
  /// Whoever is not firm now never was.
  /// Returns    the exit code
  int finish();

  std::size_t count() const { return count_; }
  std::size_t waiting() const { return waiting_.size(); }

 private:
  void note_firm(std::span<const std::int64_t> firm);
  bool is_firm(std::int64_t track) const {
    return static_cast<std::size_t>(track) < firm_.size() && firm_[static_cast<std::size_t>(track)];
  }
  void write(const UsedPlot& used);

  std::string path_;
  const DetectionSet& set_;
  ResultStream out_;
  std::deque<UsedPlot> waiting_;
  std::vector<bool> firm_;  // by number
  std::size_t noted_ = 0, count_ = 0;
};

}  // namespace cupola
