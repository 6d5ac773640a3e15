#include "record/identity_siap.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

/// One scan: truths of the identities given, and tracks (of which truth, called what), all held together.
IdentitySiap one_scan(const std::vector<int>& truths, const std::vector<std::pair<int, int>>& tracks) {
  ScanStates truth, track;
  std::vector<TrackOfTruth> pairs;
  truth.times = track.times = {Time{0}};
  for (const int identity : truths) {
    truth.states.push_back({Time{0}, truth.whos, {}, {}, identity});
    ++truth.whos;
  }
  for (const auto& [of, called] : tracks) {
    track.states.push_back({Time{0}, track.whos, {}, {}, called});
    pairs.push_back({of, track.whos, {{0, 0}}});
    ++track.whos;
  }
  truth.begin = {0, truth.states.size()};
  track.begin = {0, track.states.size()};
  return identity_siap(truth, track, pairs);
}

void expect(const IdentitySiap& got, double complete, double correct, double ambiguous) {
  EXPECT_DOUBLE_EQ(got.completeness, complete);
  EXPECT_DOUBLE_EQ(got.correctness, correct);
  EXPECT_DOUBLE_EQ(got.ambiguity, ambiguous);
}

TEST(IdentitySiap, knows_right_wrong_silent_and_ambiguous) {
  expect(one_scan({5}, {{0, 5}}), 1, 1, 0);
  expect(one_scan({5}, {{0, 6}}), 1, 0, 0);
  expect(one_scan({5}, {{0, -1}}), 0, 0, 0);
  expect(one_scan({5}, {{0, 5}, {0, 6}}), 1, 0, 1);
  expect(one_scan({5}, {{0, 5}, {0, -1}}), 1, 0, 1);
  expect(one_scan({5}, {{0, 6}, {0, -1}}), 1, 0, 1);
  expect(one_scan({-1}, {{0, 6}}), 1, 0, 0);
  expect(one_scan({5}, {}), 0, 0, 0);
  expect(one_scan({5, 6, 7, 8}, {{0, 5}, {1, 6}, {2, -1}, {3, 5}}), 0.75, 0.5, 0);
}

}  // namespace
}  // namespace cupola
