#include "formats/state_rows.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>

#include "core/tests/reference_data.hpp"

namespace cupola {
namespace {

/// A file that is gone with the test.
class TextFile {
 public:
  explicit TextFile(const std::string& text, bool packed = false)
      : path_(::testing::TempDir() + "states-" + std::to_string(getpid()) + ".csv") {
    gzFile file = gzopen(path_.c_str(), packed ? "wb" : "wbT");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
  }
  ~TextFile() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Empty, with what was wrong in `said`, where it cannot be read.
StateRows read(const std::string& text, StatesOf what, std::string& said, bool packed = false) {
  const TextFile file(text, packed);
  Problems problems;
  StateRows rows = read_states(file.path(), what, problems).value_or(StateRows());
  said = problems.text();
  return rows;
}

const std::string kPlane = "time_s,track,east_m,north_m,v_east_mps,v_north_mps\n";

TEST(StateRows, are_read_in_a_plane_and_sorted) {
  std::string said;
  const StateRows rows = read(
      "time_s,track,east_m,north_m,v_east_mps,v_north_mps,cov_east_east\n"
      "4,b,5,6,7,8,1\n# a remark\n0.5,a,1,2.5,-3,4e1,1\n4,a,9,9,9,9,1\n",
      StatesOf::tracks, said);
  ASSERT_EQ(said, "");
  EXPECT_FALSE(rows.in_space);
  EXPECT_TRUE(rows.has_velocity);
  EXPECT_EQ(rows.names, (std::vector<std::string>{"b", "a"}));
  ASSERT_EQ(rows.states.size(), 3u);
  EXPECT_EQ(rows.states[0].time, Time{500'000'000});
  EXPECT_EQ(rows.states[0].position_m, (Vec3{1, 2.5, 0}));
  EXPECT_EQ(rows.states[0].velocity_m_s, (Vec3{-3, 40, 0}));
  EXPECT_EQ(rows.states[1].who, 0);
  EXPECT_EQ(rows.states[2].who, 1);
}

TEST(StateRows, are_read_in_space_with_and_without_velocities) {
  std::string said;
  StateRows rows =
      read("time_s,target,x_m,y_m,z_m,vx_mps,vy_mps,vz_mps\n1,t,1,2,3,4,5,6\n", StatesOf::truth, said);
  ASSERT_EQ(said, "");
  EXPECT_TRUE(rows.in_space);
  EXPECT_EQ(rows.states[0].position_m, (Vec3{1, 2, 3}));
  EXPECT_EQ(rows.states[0].velocity_m_s, (Vec3{4, 5, 6}));
  rows = read("t,id,x,y,z\r\n1,t,1,2,3\r\n", StatesOf::truth, said, true);
  ASSERT_EQ(said, "");
  EXPECT_TRUE(rows.in_space);
  EXPECT_FALSE(rows.has_velocity);
  EXPECT_EQ(rows.states[0].position_m, (Vec3{1, 2, 3}));
  rows = read("time_s,track,east_m,north_m\n1,t,1,2\n", StatesOf::tracks, said);
  ASSERT_EQ(said, "");
  EXPECT_FALSE(rows.has_velocity);
}

TEST(StateRows, may_be_none) {
  std::string said;
  const StateRows rows = read(kPlane, StatesOf::tracks, said);
  ASSERT_EQ(said, "");
  EXPECT_TRUE(rows.states.empty());
}

TEST(StateRows, say_what_is_wrong_and_where) {
  const auto expect = [](const std::string& text, const std::vector<std::string>& parts) {
    std::string said;
    EXPECT_TRUE(read(text, StatesOf::tracks, said).states.empty()) << text;
    for (const std::string& part : parts)
      EXPECT_NE(said.find(part), std::string::npos) << part << "\n" << said;
  };
  expect("", {"the file is empty"});
  expect("a,b\n1,2\n", {":1:", "no columns of positions", "time_s,track,east_m"});
  expect("time_s,track,east_m,north,v_east_mps,v_north_mps\n", {":1:21", "`north`", "`north_m`"});
  expect("time_s,track,east_m,north_m,v_east_mps\n", {"missing", "v_north_mps"});
  expect(kPlane + "1,a,1,nan,3,4\n", {":2:7", "north_m: found `nan`"});
  expect(kPlane + "1,a,1,2e10,3,4\n", {":2:7", "expected metres"});
  expect(kPlane + "1,a,\"1,5\",2,3,4\n", {":2:5", "east_m"});
  expect(kPlane + "1,a,1,2,3\n", {":2:", "5 fields where the header has 6"});
  expect(kPlane + "1,,1,2,3,4\n", {":2:3", "a name is missing"});
  expect(kPlane + "1,a,1,2,3,4\n1,b,1,2,3,4\n1,a,1,2,3,4\n", {":4:", "`a`", "in line 2"});
  Problems problems;
  EXPECT_FALSE(read_states("/no/such/file.csv", StatesOf::truth, problems));
  EXPECT_NE(problems.text().find("No such file"), std::string::npos);
}

TEST(StateRows, hold_the_shipped_truths) {
  CUPOLA_REFERENCE_FILE(plane, "tracking/n050_s1_truth.csv");
  CUPOLA_REFERENCE_FILE(space, "tracking/manoeuvre_analytic/truth_ecef_1s.csv.gz");
  Problems problems;
  const StateRows in_plane = read_states(plane, StatesOf::truth, problems).value_or(StateRows());
  const StateRows in_space = read_states(space, StatesOf::truth, problems).value_or(StateRows());
  ASSERT_EQ(problems.text(), "");
  EXPECT_EQ(in_plane.names.size(), 50u);
  EXPECT_EQ(in_space.names.size(), 12u);
  EXPECT_EQ(in_space.states.size(), 11u * 301u + 211u);
  EXPECT_NEAR(norm(in_space.states.front().position_m), 6.38e6, 2e4);
}

}  // namespace
}  // namespace cupola
