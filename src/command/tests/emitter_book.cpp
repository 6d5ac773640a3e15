#include "command/emitter_book.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

Bearing heard(EmitterName emitter) {
  Bearing b;
  b.emitter = emitter;
  return b;
}

TEST(EmitterBook, names_what_was_heard_most_from_two_times_on) {
  EmitterBook book;
  const std::vector<Bearing> bearings = {heard(EmitterName::jammer), heard(EmitterName::own_fighter_radar),
                                         heard(EmitterName::none)};
  book.take(bearings, {{7, 0, {}}, {9, 1, {}}, {7, 2, {}}, {0, 0, {}}});
  EXPECT_EQ(book.of(7), EmitterName::none);  // once is not enough
  book.take(bearings, {{7, 0, {}}, {7, 1, {}}});
  EXPECT_EQ(book.of(7), EmitterName::jammer);
  EXPECT_EQ(book.of(9), EmitterName::none);
  EXPECT_EQ(book.of(8), EmitterName::none);
  for (int again = 0; again < 3; ++again) book.take(bearings, {{7, 1, {}}});
  EXPECT_EQ(book.of(7), EmitterName::own_fighter_radar);  // it can change
}

TEST(EmitterBook, forgets_tracks_that_are_gone) {
  EmitterBook book;
  book.take({heard(EmitterName::jammer)}, {{7, 0, {}}, {7, 0, {}}});
  ASSERT_EQ(book.of(7), EmitterName::jammer);
  book.forget(Tracker(PostId{0}, {}, {}));
  EXPECT_EQ(book.of(7), EmitterName::none);
}

}  // namespace
}  // namespace cupola
