#include "study/knee.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace cupola {

namespace {

constexpr std::uint64_t kFirstLook = 100;
constexpr double kErrorOfFall = 0.01;

enum class Side { before, beyond, unknown };

/// After so many replicates a size is looked at: doubling, and at the end.
std::vector<std::uint64_t> looks_up_to(std::uint64_t replicates) {
  std::vector<std::uint64_t> looks;
  for (std::uint64_t look = kFirstLook; look < replicates; look *= 2) looks.push_back(look);
  looks.push_back(replicates);
  return looks;
}

/// Of a bisection over so many sizes and the answer that it is none of them.
int steps_of_bisection(std::size_t sizes) {
  int steps = 0;
  for (std::size_t answers = 1; answers < sizes + 1; answers *= 2) ++steps;
  return steps;
}

class Seeker {
 public:
  Seeker(const KneeQuestion& question, const KneeData& data)
      : question_(question), data_(data), looks_(looks_up_to(question.replicates)) {
    const double tests =
        static_cast<double>(steps_of_bisection(question.sizes)) * static_cast<double>(looks_.size());
    one_sided_ = (1.0 - question.confidence) / std::max(tests, 1.0);
  }

  Knee seek() {
    Knee knee;
    knee.high = bisect([](const Judged& j) { return j.side == Side::beyond; });
    knee.low = bisect([](const Judged& j) { return j.side != Side::before; });
    knee.estimate = bisect([](const Judged& j) { return j.mean_beyond; });
    knee.wanted = wanted_;
    for (const auto& [size, judged] : judged_) knee.visited.push_back(size);
    if (!wanted_) knee.fall = find_fall(knee.visited);
    return knee;
  }

 private:
  struct Judged {
    Side side = Side::unknown;
    bool mean_beyond = false;
  };

  /// The first size that is beyond, by what is known of it.
  template <class Beyond>
  std::size_t bisect(const Beyond& beyond) {
    std::size_t low = 0, high = question_.sizes;  // it is one of [low, high]
    while (low < high && !wanted_) {
      const std::size_t middle = low + (high - low) / 2;
      if (beyond(judge(middle)))
        high = middle;
      else
        low = middle + 1;
    }
    return high;
  }

  Judged judge(std::size_t size) {
    if (const auto known = judged_.find(size); known != judged_.end()) return known->second;
    const auto values = data_.values(size);
    Moments moments;
    std::size_t taken = 0;
    Judged judged;
    for (const std::uint64_t look : looks_) {
      if (values.size() < look) {
        wanted_ = Knee::Wanted{size, look};
        return judged;
      }
      for (; taken < look; ++taken)
        if (values[taken]) moments.add(*values[taken]);
      judged.side = side_of(data_.interval(size, moments, 1.0 - 2.0 * one_sided_));
      judged.mean_beyond = passes(moments.mean);
      if (judged.side != Side::unknown) break;
    }
    return judged_[size] = judged;
  }

  bool passes(double mean) const { return question_.falls ? mean < question_.level : mean > question_.level; }
  Side side_of(const Interval& interval) const {
    const bool all_above = interval.low > question_.level, all_below = interval.high < question_.level;
    if (!all_above && !all_below) return Side::unknown;
    return all_above != question_.falls ? Side::beyond : Side::before;
  }

  /// Among all pairs of sizes that were played, the one whose difference goes farthest the wrong way.
  std::optional<KneeFall> find_fall(const std::vector<std::size_t>& sizes) const {
    const double pairs = static_cast<double>(sizes.size() * (sizes.size() - 1)) / 2.0;
    std::optional<KneeFall> worst;
    for (std::size_t a = 0; a < sizes.size(); ++a)
      for (std::size_t b = a + 1; b < sizes.size(); ++b) {
        const Moments difference = differences(sizes[a], sizes[b]);
        if (difference.count < kFirstLook || difference.squares <= 0.0) continue;
        const Interval interval = mean_interval(difference, 1.0 - 2.0 * kErrorOfFall / pairs);
        const bool wrong = question_.falls ? interval.low > 0.0 : interval.high < 0.0;
        const bool farther = !worst || std::abs(interval.estimate) > std::abs(worst->difference.estimate);
        if (wrong && farther) worst = KneeFall{sizes[a], sizes[b], mean_interval(difference)};
      }
    return worst;
  }

  Moments differences(std::size_t from, std::size_t to) const {
    const auto first = data_.values(from), second = data_.values(to);
    Moments moments;
    for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i)
      if (first[i] && second[i]) moments.add(*second[i] - *first[i]);
    return moments;
  }

  const KneeQuestion& question_;
  const KneeData& data_;
  const std::vector<std::uint64_t> looks_;
  double one_sided_ = 0.0;
  std::map<std::size_t, Judged> judged_;
  std::optional<Knee::Wanted> wanted_;
};

}  // namespace

Knee seek_knee(const KneeQuestion& question, const KneeData& data) { return Seeker(question, data).seek(); }

}  // namespace cupola
