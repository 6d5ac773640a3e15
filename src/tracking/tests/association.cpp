#include "tracking/association.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/random.hpp"

namespace cupola {
namespace {

Candidate candidate(int track, int plot, double cost) {
  Candidate c;
  c.track = track;
  c.plot = plot;
  c.cost = cost;
  return c;
}

/// The least sum by trying everything: plot by plot, alone or with any track still free.
double least_cost(const std::vector<Candidate>& candidates, int plots, int plot, unsigned tracks_used) {
  if (plot == plots) return 0.0;
  double best = least_cost(candidates, plots, plot + 1, tracks_used);
  for (const Candidate& c : candidates)
    if (c.plot == plot && !(tracks_used >> c.track & 1u))
      best = std::min(best, c.cost + least_cost(candidates, plots, plot + 1, tracks_used | 1u << c.track));
  return best;
}

TEST(Association, FindsTheLeastSumOfAll) {
  Association association;
  for (std::uint64_t n = 0; n < 2000; ++n) {
    Draws d(ReplicateKey{1}, stream_key(Purpose::detection, 1), n);
    const int tracks = 1 + static_cast<int>(6.0 * d.uniform()),
              plots = 1 + static_cast<int>(6.0 * d.uniform());
    const double density = d.uniform();
    std::vector<Candidate> candidates;
    for (int plot = 0; plot < plots; ++plot)
      for (int track = 0; track < tracks; ++track) {
        const double luck = d.uniform(), cost = d.uniform();
        if (luck < density) candidates.push_back(candidate(track, plot, -20.0 * cost));
      }
    const std::vector<int>& chosen =
        association.solve(candidates, static_cast<std::size_t>(tracks), static_cast<std::size_t>(plots));
    ASSERT_EQ(chosen.size(), static_cast<std::size_t>(plots));
    double sum = 0.0;
    std::vector<int> used(static_cast<std::size_t>(tracks));
    for (int plot = 0; plot < plots; ++plot) {
      const int i = chosen[static_cast<std::size_t>(plot)];
      if (i < 0) continue;
      const Candidate& c = candidates[static_cast<std::size_t>(i)];
      EXPECT_EQ(c.plot, plot);
      EXPECT_EQ(used[static_cast<std::size_t>(c.track)]++, 0);
      sum += c.cost;
    }
    EXPECT_NEAR(sum, least_cost(candidates, plots, 0, 0), 1e-9);
  }
}

TEST(Association, IsNotGreedy) {
  // The nearest pair first would leave the second track alone: -10 against -9 - 9.
  Association association;
  const std::vector<Candidate> candidates = {candidate(0, 0, -10.0), candidate(1, 0, -9.0),
                                             candidate(0, 1, -9.0)};
  const std::vector<int> expected = {1, 2};
  EXPECT_EQ(association.solve(candidates, 2, 2), expected);
}

TEST(Association, BreaksTiesByTheLowerTrackThenTheLowerPlot) {
  Association association;
  const std::vector<Candidate> square = {candidate(3, 0, -5.0), candidate(7, 0, -5.0), candidate(3, 1, -5.0),
                                         candidate(7, 1, -5.0)};
  const std::vector<int> straight = {0, 3};
  EXPECT_EQ(association.solve(square, 9, 2), straight);
  const std::vector<Candidate> one_plot = {candidate(3, 0, -5.0), candidate(7, 0, -5.0)};
  EXPECT_EQ(association.solve(one_plot, 9, 1), std::vector<int>{0});
  const std::vector<Candidate> other_order = {candidate(7, 0, -5.0 - 1e-9), candidate(3, 0, -5.0)};
  EXPECT_EQ(association.solve(other_order, 9, 1), std::vector<int>{0});
  const std::vector<Candidate> same_other_order = {candidate(7, 0, -5.0), candidate(3, 0, -5.0)};
  EXPECT_EQ(association.solve(same_other_order, 9, 1), std::vector<int>{1});
  const std::vector<Candidate> one_track = {candidate(4, 0, -5.0), candidate(4, 1, -5.0)};
  const std::vector<int> lower = {0, -1};
  EXPECT_EQ(association.solve(one_track, 9, 2), lower);
}

TEST(Association, LeavesAloneWhatIsCheaperAlone) {
  Association association;
  EXPECT_EQ(association.solve({candidate(0, 0, 1.0)}, 1, 1), std::vector<int>{-1});
  EXPECT_EQ(association.solve({}, 5, 2), (std::vector<int>{-1, -1}));
  EXPECT_EQ(association.solve({}, 0, 0), std::vector<int>{});
}

}  // namespace
}  // namespace cupola
