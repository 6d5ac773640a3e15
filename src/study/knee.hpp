#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "study/interval.hpp"

namespace cupola {

/// What is asked: from which of a row of sizes on does the mean of a measure pass a level?
struct KneeQuestion {
  std::size_t sizes = 0;  ///< they are counted from 0
  double level = 0.0;
  bool falls = false;            ///< with the size; else it rises
  std::uint64_t replicates = 0;  ///< of each size, at most
  double confidence = 0.95;
};

/// What has been played, by size and in the order of replicates, and what it says of the mean.
struct KneeData {
  std::function<std::span<const std::optional<double>>(std::size_t size)> values;
  std::function<Interval(std::size_t size, const Moments& moments, double confidence)> interval;
};

/// The mean goes the other way between two sizes, under the same luck.
struct KneeFall {
  std::size_t from = 0, to = 0;
  Interval difference;  ///< `to` less `from`
};

/// What is known by now. A size beyond the last one: not reached.
struct Knee {
  struct Wanted {
    std::size_t size = 0;
    std::uint64_t replicates = 0;  ///< in all
  };
  std::optional<Wanted> wanted;  ///< to be played before anything below holds
  std::size_t estimate = 0, low = 0, high = 0;
  std::vector<std::size_t> visited;  ///< rising
  std::optional<KneeFall> fall;      ///< then the rest means little
};

/// From which size on does the mean pass the level, and how sure can one be?
/// Model      stochastic root finding on the integers for a monotone response (Pasupathy & Kim 2011) by bisection with
///            tests of a sum of errors (cf. Waeber, Frazier & Henderson 2013): a size is played to 100, 200, 400, ...
///            replicates, until its interval leaves the level or there are no more. One bisection takes what is not
///            told apart for below and ends at the upper limit, one takes it for above and ends at the lower limit, one
///            goes by the sample mean and ends at the estimate
/// Returns    the interval holds the knee with at least the confidence: until a test errs, each of the two searches for
///            a limit has only visited sizes of the one bisection that knows the truth, of which there are
///            ceil(log2(sizes + 1)), and each of them can err to one side only; so every look at every size gets this
///            part of the error, whatever the dependence of sizes under the same luck
/// Holds for  means that do not fall (or rise) with the size: pairs of visited sizes are tested for the contrary, by
///            Student's t of the differences under the same luck at a hundredth of error in all
/// Random     none; the same values give the same answer
/// Checked by tests/knee.cpp, tests/chain/knee.cpp
Knee seek_knee(const KneeQuestion& question, const KneeData& data);

}  // namespace cupola
