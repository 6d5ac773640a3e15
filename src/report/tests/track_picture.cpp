#include "report/track_picture.hpp"

#include <gtest/gtest.h>

#include "earth/geodetic.hpp"
#include "report/rasterise.hpp"

namespace cupola {
namespace {

/// Two scans of one truth and two tracks; the first track loses the truth to the second, and strays.
struct Scene {
  ScanStates truth, tracks;
  ScanScores scores;
  std::vector<std::string> names = {"a<b", "7"};

  explicit Scene(const Vec3& origin) {
    for (ScanStates* s : {&truth, &tracks}) s->times = {Time{0}, Time{4'000'000'000}};
    truth.whos = 1;
    tracks.whos = 2;
    truth.begin = {0, 1, 2};
    tracks.begin = {0, 1, 3};
    const auto at = [&](int scan, int who, double x, double y) {
      return ScoredState{truth.times[static_cast<std::size_t>(scan)], who, origin + Vec3{x, y, 0}, {}};
    };
    truth.states = {at(0, 0, 0, 0), at(1, 0, 1000, 0)};
    tracks.states = {at(0, 0, 10, 0), at(1, 0, 9000, 5000), at(1, 1, 1010, 0)};
    scores = score_scans(truth, tracks, {});
  }
  std::string draw(bool in_space, std::vector<Vec3> plots = {}) const {
    return draw_tracks(
        {"a title <&>", "a subtitle", truth, tracks, scores, names, in_space, std::move(plots)}, "1.2.3");
  }
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(TrackPicture, shows_switches_false_pieces_and_names) {
  const std::string svg = Scene({}).draw(false);
  EXPECT_NE(svg.find("identity switch (1)"), std::string::npos);
  EXPECT_NE(svg.find("a&lt;b"), std::string::npos);
  EXPECT_NE(svg.find("km east of the plane's origin"), std::string::npos);
  EXPECT_EQ(count(svg, "r=\"6.5\""), 2u) << "the switch, and the legend's";
  EXPECT_EQ(
      count(svg, "<polyline fill=\"none\" points=\"") - count(svg, "stroke=\"#0072b2\" stroke-width=\"1.3\""),
      count(svg, "#b5b5b5") + count(svg, "#d55e00") + count(svg, "stroke=\"#0072b2\" stroke-width=\"3\"") -
          3u)
      << "each piece has the colour of its kind; three more in the legend";
  EXPECT_EQ(svg.find("plots"), std::string::npos);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
}

TEST(TrackPicture, says_where_its_middle_is_in_space) {
  const Vec3 izmir_ecef_m = to_ecef({0.67, 0.475, 3000.0});
  const std::string svg = Scene(izmir_ecef_m).draw(true, {izmir_ecef_m});
  EXPECT_NE(svg.find("km east of 38.38"), std::string::npos);
  EXPECT_NE(svg.find(">plots<"), std::string::npos);
}

TEST(TrackPicture, says_how_many_plots_it_leaves_out) {
  const std::string svg = Scene({}).draw(false, std::vector<Vec3>(250'000));
  EXPECT_NE(svg.find("plots (one in 3)"), std::string::npos);
}

TEST(TrackPicture, is_whole) {
  for (const bool in_space : {false, true}) {
    std::string error;
    const auto png =
        png_of_svg(Scene(in_space ? Vec3{6378137.0, 0, 0} : Vec3{}).draw(in_space, {{500, 500, 0}}), error);
    EXPECT_GT(png.value_or("").size(), 1000u) << error;
  }
}

}  // namespace
}  // namespace cupola
