#include "tracking/track_table.hpp"

#include <gtest/gtest.h>

#include "tracking/motion_settings.hpp"

namespace cupola::testing {
namespace {

TrackState numbered(TrackNumber number) {
  TrackState state;
  state.track.number = number;
  state.track.p_ecef_m = {6.4e6 + static_cast<double>(number), 0.0, 0.0};
  state.born = Time{static_cast<std::int64_t>(number)};
  return state;
}

/// All that is kept of a track beside its state is its own, and no row is nobody's.
void expect_packed(const TrackTable& table, std::size_t channel) {
  EXPECT_EQ(table.columns().size, table.size());
  for (int i = 0; i < static_cast<int>(table.size()); ++i) {
    const Track& track = table.at(i).track;
    const std::size_t slot = table.slot(i);
    ASSERT_LT(slot, table.size());
    EXPECT_EQ(table.position_in(slot), i);
    EXPECT_EQ(table.position_of(track.number), i);
    EXPECT_EQ(table.columns().at(slot, &TrackColumns::Block::px), track.p_ecef_m.x);
    EXPECT_EQ(table.mixture(i)[0], track.p_ecef_m.x);
    EXPECT_EQ(table.look(i, channel).last_hit, table.at(i).born);
    EXPECT_FALSE(table.look(i, 1 - channel).ever_hit());
  }
}

TEST(TrackTable, KeepsNoRowOfATrackThatIsGone) {
  TrackTable table(2, imm_model(motion_of_runs(), FallRule::by_place));
  const auto insert = [&](TrackNumber from, TrackNumber to) {
    std::vector<TrackState> born;
    for (TrackNumber n = from; n < to; ++n) born.push_back(numbered(n));
    // Each is kept until the second of its own number.
    table.insert(born, 1, [&](int i) { table.renew(i, 0.0, static_cast<double>(table.at(i).track.number)); });
  };
  insert(20, 33);
  expect_packed(table, 1);
  for (const int position : {0, 5, 6, 12}) table.drop(position);
  table.remove_dropped();
  EXPECT_EQ(table.size(), 9u);
  expect_packed(table, 1);
  insert(1, 4);
  insert(40, 47);
  EXPECT_EQ(table.size(), 19u);
  expect_packed(table, 1);
  // What a row that has moved says of its own time holds.
  table.drop_silent(30.5);
  table.remove_dropped();
  ASSERT_EQ(table.size(), 8u);
  EXPECT_EQ(table.at(0).track.number, 31u);
  expect_packed(table, 1);
  table.drop_silent(100.0);
  table.remove_dropped();
  EXPECT_EQ(table.size(), 0u);
  EXPECT_EQ(table.columns().size, 0u);
}

}  // namespace
}  // namespace cupola::testing
