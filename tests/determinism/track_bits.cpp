// `cupola track` gives the same bits from narrow and wide kernels, and says nothing else twice.

#include <gtest/gtest.h>

#include "golden/shell.hpp"

namespace cupola::testing {
namespace {

std::string digest_of(const std::string& before, const std::string& plots, const std::string& more) {
  const Answer a = shell("cd '" + temporary("track_bits") + "' && " + before + " cupola track " + plots +
                         " --out t.csv --json --quiet " + more);
  EXPECT_EQ(a.exit_code, 0) << a.text;
  const std::size_t at = a.text.find("\"digest\": \"");
  return at == std::string::npos ? a.text : a.text.substr(at + 11, 32);
}

class TrackBits : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Layouts, TrackBits,
                         ::testing::Values("plane.csv", "polar.csv", "space/detections_A.csv"));

TEST_P(TrackBits, are_the_same_from_all_kernels) {
  const Answer made =
      shell("'" CUPOLA_SOURCE_DIR "/tests/determinism/track_plots' '" + temporary("track_bits") + "'");
  ASSERT_EQ(made.exit_code, 0) << made.text;
  for (const std::string more : {"--association gnn", "--association bp", "--at plot",
                                 "--resolution-range '2 km' --resolution-azimuth '1 deg'"}) {
    const std::string wide = digest_of("", GetParam(), more);
    EXPECT_EQ(wide.size(), 32u) << wide;
    EXPECT_EQ(digest_of("CUPOLA_NARROW_LANES=1", GetParam(), more), wide) << more;
    EXPECT_EQ(digest_of("", GetParam(), more), wide) << more;
  }
  EXPECT_NE(digest_of("", GetParam(), "--association bp"), digest_of("", GetParam(), "--association gnn"));
  EXPECT_NE(digest_of("", GetParam(), "--resolution-range '2 km'"), digest_of("", GetParam(), ""));
}

}  // namespace
}  // namespace cupola::testing
