#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "study/effects.hpp"
#include "study/ignorance.hpp"
#include "study/interval.hpp"
#include "study/knee_answer.hpp"
#include "study/sensitivity.hpp"

namespace cupola {

struct Study;
class StudyStore;
struct StudyFile;

/// One measure at one point, over its replicates.
struct PointEstimate {
  std::size_t point = 0;
  std::string column;
  std::uint64_t replicates =
      0;  ///< that it was there to be measured in: fewer than played where it may not happen
  Interval interval;
  std::uint64_t played = 0;  ///< at this point
  bool known = true;         ///< false: in no replicate, or a ratio over nothing
  bool below_floor = false;  ///< of a probability: not to be told (probability_floor.hpp)
};

/// One measure at two points that differ in one factor alone, under the same luck: `point` has another level of it,
/// `base` the first.
struct PointDifference {
  std::size_t factor = 0, point = 0, base = 0;
  std::string column;
  std::uint64_t replicates = 0;  ///< that both have
  Interval difference;           ///< point less base
  double correlation = 0.0;      ///< of the replicates of both
  double saved = 1.0;            ///< PairedMoments::saved
  double p = 1.0;                ///< that they do not differ, adjusted for all comparisons of the answer
};

/// What a store says so far, of the measures that the study names.
struct StudyAnswer {
  // Where all that is not known is at best: these intervals are of luck alone.
  std::vector<PointEstimate> estimates;
  std::vector<PointDifference> differences;
  std::vector<FactorEffect> effects;  ///< of a fractional design
  // What the draws of what is not known add; nothing where all is known.
  std::vector<MeasureBands> bands;
  std::vector<DrawDifference> draw_differences;
  std::vector<Sensitivity> sensitivities;
  std::vector<KneeAnswer> knees;  ///< of a study that asks for it: knees_of
};

/// Model      estimates: interval_of, and ratio_of_means; differences: newcombe and mcnemar of what holds or not,
///            Student's t of the paired difference for the rest, which is cut off where it cannot be; of ratios by the
///            delta method, each replicate with r + (y - r x) / mean(x); p of all together by holm
/// Holds for  points with replicates; differences of at least two
/// Checked by tests/store.cpp
StudyAnswer answer_of(const Study& study, StudyStore& store);

/// The point with the same levels and the same draw but for one factor, of which it has the first level; none where the
/// point has it itself, or the design has no such point.
std::optional<std::size_t> base_of(const Study& study, std::size_t point, std::size_t factor);

/// Whether the levels of a factor are held against its first one.
bool is_compared(const StudyFile& file, std::size_t factor);

}  // namespace cupola
