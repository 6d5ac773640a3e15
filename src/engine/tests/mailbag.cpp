#include "engine/mailbag.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

Envelope cue(TrackNumber track) {
  Cue body;
  body.track = track;
  return {{AddressKind::post, 0}, {AddressKind::radar, 0}, Time{}, body};
}

TrackNumber track_at(Mailbag& bag, Mailbag::Ticket ticket) {
  return std::get<Cue>(bag.at(ticket).body).track;
}

TEST(Mailbag, tickets_follow_the_order_of_arrival_and_skip_what_was_lost) {
  Mailbag bag;
  std::vector<Envelope> written{cue(10), cue(11), cue(12)};
  const Mailbag::Ticket first = bag.take(written, {{Time{1}, 0, 2}, {Time{2}, 0, 0}});
  EXPECT_TRUE(written.empty());
  EXPECT_EQ(track_at(bag, first), 12u);
  EXPECT_EQ(track_at(bag, first + 1), 10u);
}

TEST(Mailbag, a_sack_is_used_again_when_all_of_it_is_thrown_away_and_not_before) {
  Mailbag bag;
  std::vector<Envelope> written{cue(10), cue(11)};
  const Mailbag::Ticket first = bag.take(written, {{Time{1}, 0, 0}, {Time{2}, 0, 1}});
  const Envelope* second = &bag.at(first + 1);
  bag.throw_away(first);
  const Mailbag::Ticket meanwhile = bag.put(cue(20));
  EXPECT_NE(Mailbag::sack_of(meanwhile), Mailbag::sack_of(first));
  EXPECT_EQ(&bag.at(first + 1), second);
  EXPECT_EQ(track_at(bag, first + 1), 11u);
  bag.throw_away(first + 1);
  const Mailbag::Ticket again = bag.put(cue(30));
  EXPECT_EQ(Mailbag::sack_of(again), Mailbag::sack_of(first));
  EXPECT_EQ(track_at(bag, again), 30u);
}

TEST(Mailbag, plots_are_written_into_the_rows_of_old_ones) {
  Mailbag bag;
  const Address radar{AddressKind::radar, 0}, post{AddressKind::post, 0};
  const Mailbag::Ticket old = bag.put_plots(radar, post, Time{1});
  std::vector<Plot>& rows = std::get<PlotBatch>(bag.at(old).body).plots;
  rows.resize(100);
  const Plot* memory = rows.data();
  bag.throw_away(old);
  EXPECT_NE(Mailbag::sack_of(bag.put(cue(10))), Mailbag::sack_of(old));
  const Mailbag::Ticket again = bag.put_plots(radar, post, Time{2});
  EXPECT_EQ(std::get<PlotBatch>(bag.at(again).body).plots.data(), memory);
  EXPECT_EQ(bag.at(again).sent, Time{2});
}

}  // namespace
}  // namespace cupola
