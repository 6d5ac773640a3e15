// Replicates that fail among many: told, counted nowhere, and the others go on.

#include <gtest/gtest.h>

#include <atomic>

#include "core/check.hpp"
#include "study/answer.hpp"
#include "study/many.hpp"
#include "study/replay.hpp"
#include "study/tests/stores.hpp"

namespace cupola {
namespace {

/// One in a hundred, spread over both points.
bool is_faulty(std::size_t point, std::uint64_t replicate) { return (replicate + 37 * point) % 100 == 42; }

StudyListener with_faults() {
  StudyListener listener;
  listener.begin = [](std::size_t point, std::uint64_t replicate) {
    CUPOLA_CHECK(!is_faulty(point, replicate));
  };
  return listener;
}

class Failures : public SmallStores {
 protected:
  Failures() : SmallStores("cupola-study-failures") {}
};

TEST_F(Failures, one_in_a_hundred_is_told_and_the_others_are_as_they_were) {
  played("whole", {300, 2});
  played("faulty", {300, 2}, with_faults());
  StudyStore whole(folder_ + "/whole", study_, maker_), faulty(folder_ + "/faulty", study_, maker_);
  for (const std::size_t point : {0u, 1u}) {
    EXPECT_EQ(faulty.done(point), 300u);
    EXPECT_EQ(faulty.failed(point), 3u);
    const auto as_they_were = whole.values(point, "killed"), values = faulty.values(point, "killed");
    for (std::uint64_t i = 0; i < 300; ++i) {
      if (is_faulty(point, i))
        EXPECT_FALSE(values[i]) << i;
      else
        EXPECT_EQ(values[i], as_they_were[i]) << i;
    }
  }
}

TEST_F(Failures, are_kept_with_what_broke_and_the_command_that_plays_it_again) {
  played("faulty", {150, 2}, with_faults());
  StudyStore store(folder_ + "/faulty", study_, maker_);
  const std::vector<StoredFailure> failures = store.failures();
  ASSERT_EQ(failures.size(), 4u);
  for (const StoredFailure& failure : failures) {
    EXPECT_TRUE(is_faulty(failure.point, failure.replicate));
    EXPECT_EQ(failure.what.find("!is_faulty(point, replicate) does not hold (src/study/tests/failures.cpp:"),
              0u)
        << failure.what;
    EXPECT_EQ(failure.command, "cupola run --from '" + folder_ + "/faulty' --point " +
                                   std::to_string(failure.point) + " --replicate " +
                                   std::to_string(failure.replicate));
  }
}

// Its inputs are in the store as those of any other; there is no digest that it would have to come to.
TEST_F(Failures, can_be_played_again) {
  played("faulty", {60, 1}, with_faults());
  StoredReplicate row{0, 42, 0, "to be cleared"};
  Scenario scenario;
  Problems problems;
  ASSERT_TRUE(load_stored(folder_ + "/faulty", {}, row, scenario, problems)) << problems.text();
  EXPECT_EQ(row.seed, 1u);
  EXPECT_EQ(row.digest, "");
}

TEST_F(Failures, count_in_no_estimate_and_in_no_difference) {
  played("whole", {300, 2});
  played("faulty", {300, 2}, with_faults());
  StudyStore whole(folder_ + "/whole", study_, maker_), faulty(folder_ + "/faulty", study_, maker_);
  const auto values = whole.values(0, "leakage"), others = whole.values(1, "leakage");
  Moments mean, difference;
  for (std::uint64_t i = 0; i < 300; ++i) {
    if (!is_faulty(0, i)) mean.add(*values[i]);
    if (!is_faulty(0, i) && !is_faulty(1, i)) difference.add(*others[i] - *values[i]);
  }
  const StudyAnswer answer = answer_of(study_, faulty);
  EXPECT_EQ(answer.estimates[0].replicates, 297u);
  EXPECT_EQ(answer.estimates[0].interval.estimate, mean.mean);
  EXPECT_EQ(answer.differences[0].replicates, 294u);
  EXPECT_EQ(answer.differences[0].difference.estimate, difference.mean);
}

// The fourth is the 343rd of the first point and the 306th of the second, whoever plays it and when.
TEST_F(Failures, more_than_three_give_a_point_up_at_the_same_place_for_any_workers_and_stops) {
  const std::string one = played("one", {1000, 1}, with_faults());
  EXPECT_EQ(played("two", {1000, 2}, with_faults()), one);
  StudyListener last_first = with_faults();
  last_first.order = [](std::uint64_t i, std::uint64_t count) { return count - 1 - i; };
  EXPECT_EQ(played("last first", {1000, 4}, last_first), one);

  StudyListener stopped = with_faults();
  std::atomic<int> polls{0};
  stopped.stop = [&] { return ++polls % 97 == 0; };
  for (int parts = 0; parts < 3; ++parts) played("parts", {1000, 2}, stopped, false);
  EXPECT_EQ(played("parts", {1000, 2}, with_faults()), one);

  StudyStore store(folder_ + "/two", study_, maker_);
  EXPECT_EQ(store.done(0), 343u);
  EXPECT_EQ(store.done(1), 306u);
  EXPECT_EQ(store.failed(0), kMostFailures + 1);
  EXPECT_EQ(left_to_play(study_, store, {1000, 1}), 0u);
}

TEST_F(Failures, a_replicate_that_goes_round_in_a_circle_is_one) {
  played("circle", {100, 2, {}, 50});  // fifty events are few
  StudyStore store(folder_ + "/circle", study_, maker_);
  EXPECT_EQ(store.failed(0), kMostFailures + 1);
  EXPECT_EQ(store.failures()[0].what.find("events_left-- > 0 does not hold (src/engine/replicate.cpp:"), 0u)
      << store.failures()[0].what;
  const StudyAnswer answer = answer_of(study_, store);
  EXPECT_EQ(answer.estimates[0].replicates, 0u);
  EXPECT_FALSE(answer.estimates[0].known);
}

TEST_F(Failures, where_nobody_listens_end_the_program) {
  const auto plan = plan_of(study_, 0);
  Listener listener;
  listener.begin = [](std::uint64_t) { CUPOLA_CHECK(false); };
  EXPECT_EXIT(play_series(*plan, 1, 1, 1, listener), testing::ExitedWithCode(70), "false does not hold");
}

}  // namespace
}  // namespace cupola
