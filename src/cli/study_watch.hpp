#pragma once

#include <mutex>
#include <string>

#include "cli/progress.hpp"
#include "study/conduct.hpp"

namespace cupola {

/// What the progress line of a study shows: how far, how fast, and how sure of its first measure (or of the one that it
/// stops on) at the point being played.
class StudyWatch {
 public:
  explicit StudyWatch(Progress& progress) : progress_(progress) {}
  StudyListener listener(std::function<bool()> stop);

 private:
  std::string note();

  Progress& progress_;
  std::mutex mutex_;
  PointWatch now_;
};

}  // namespace cupola
