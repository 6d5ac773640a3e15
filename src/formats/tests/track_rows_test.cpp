#include "formats/track_rows.hpp"

#include <gtest/gtest.h>

#include <array>
#include <numeric>

#include "formats/state_rows.hpp"
#include "formats/tests/folder.hpp"
#include "record/state_columns.hpp"

namespace cupola {
namespace {

TEST(TrackRows, are_read_back_by_who_scores_them) {
  std::array<double, 4> state = {-1234.56789, 2.5, -300.25, 0.00001};
  std::array<double, 10> covariance;
  std::iota(covariance.begin(), covariance.end(), 0.1);
  std::string text = track_file_header(false) + '\n';
  append_track_row(text, Time{4'066'666'666}, 17, state, covariance);
  text += '\n';
  EXPECT_EQ(text.substr(text.find('\n') + 1),
            "4.066667,17,-1234.5679,2.5000,-300.2500,0.0000,0.1,1.1,2.1,3.1,4.1,5.1,6.1,7.1,8.1,9.1\n");

  const testing::Folder folder;
  Problems problems;
  const auto rows = read_states(folder.write("t.csv", text), StatesOf::tracks, problems);
  ASSERT_TRUE(rows) << problems.text();
  EXPECT_NEAR(rows->states[0].position_m.x, state[0], 1e-4);
  EXPECT_NEAR(rows->states[0].velocity_m_s.x, state[2], 1e-4);
  EXPECT_EQ(rows->names[0], "17");
}

TEST(TrackRows, times_are_whole_microseconds) {
  const auto text_of = [](std::int64_t ns) {
    std::string text;
    append_time(text, Time{ns});
    return text;
  };
  EXPECT_EQ(text_of(0), "0.000000");
  EXPECT_EQ(text_of(499), "0.000000");
  EXPECT_EQ(text_of(-499), "0.000000");
  EXPECT_EQ(text_of(500), "0.000001");
  EXPECT_EQ(text_of(-500), "-0.000001");
  EXPECT_EQ(text_of(4'066'666'666), "4.066667");
  EXPECT_EQ(text_of(-3'999'999'999'123'456'789), "-3999999999.123457");
  EXPECT_EQ(written_us(Time{4'000'000'400}), written_us(Time{3'999'999'600}));
}

TEST(TrackRows, in_space_have_six_components) {
  std::array<double, 6> state = {4477863.2914, 2200119.1871, 3978205.8163, 1, 2, 3};
  std::array<double, 21> covariance{};
  std::string text = track_file_header(true) + '\n';
  append_track_row(text, Time{}, 1, state, covariance);
  text += '\n';
  const testing::Folder folder;
  Problems problems;
  const auto rows = read_states(folder.write("t.csv", text), StatesOf::tracks, problems);
  ASSERT_TRUE(rows) << problems.text();
  EXPECT_TRUE(rows->in_space);
  EXPECT_NEAR(rows->states[0].position_m.z, state[2], 1e-4);
}

TEST(TrackRows, associations_name_row_and_track) {
  std::string text = kAssociationHeader;
  append_association(text, 12, Time{500'000'000}, "radar", 3);
  append_association(text, 13, Time{0}, "a \"b\", c", 4);
  EXPECT_EQ(text, "row,time_s,sensor,track\n12,0.500000,radar,3\n13,0.000000,\"a \"\"b\"\", c\",4\n");
}

}  // namespace
}  // namespace cupola
