#include "command/track_numbers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace cupola {
namespace {

struct Row {
  Track track;
};

TEST(TrackNumbers, FindsWhatTheStandardSearchFinds) {
  TrackNumbers numbers;
  for (std::size_t size = 0; size <= 20; ++size) {
    std::vector<Row> rows(size);
    std::vector<TrackNumber> standing;
    for (std::size_t i = 0; i < size; ++i) {
      rows[i].track.number = 10 + 3 * i;
      standing.push_back(rows[i].track.number);
    }
    numbers.read(rows);
    for (TrackNumber asked = 5; asked < 80; ++asked) {
      const auto place = std::lower_bound(standing.begin(), standing.end(), asked) - standing.begin();
      const auto at = static_cast<std::size_t>(place);
      ASSERT_EQ(numbers.place_of(asked), at) << size << ' ' << asked;
      const bool stands = at < size && standing[at] == asked;
      ASSERT_EQ(numbers.find(asked), stands ? at : TrackNumbers::kNowhere) << size << ' ' << asked;
    }
  }
}

TEST(TrackNumbers, FindsARowAgainThatHasMovedOrGone) {
  TrackNumbers numbers;
  std::vector<Row> rows(5);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].track.number = 10 + i;
  numbers.read(rows);
  std::size_t row = 3;
  EXPECT_EQ(numbers.find(13, row), 3u);
  EXPECT_EQ(numbers.find(11, row), 1u);  // another stands there
  EXPECT_EQ(row, 1u);
  row = 99;  // there were more rows once
  EXPECT_EQ(numbers.find(14, row), 4u);
  EXPECT_EQ(row, 4u);
  rows.erase(rows.begin());
  numbers.read(rows);
  EXPECT_EQ(numbers.find(14, row), 3u);  // moved
  EXPECT_EQ(row, 3u);
  EXPECT_EQ(numbers.find(10, row), TrackNumbers::kNowhere);  // gone: nothing better to remember
  EXPECT_EQ(row, 3u);
}

}  // namespace
}  // namespace cupola
