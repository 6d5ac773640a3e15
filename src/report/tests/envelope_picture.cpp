#include "report/envelope_picture.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

Figure figure(double low, double value, double high) {
  Figure f(value);
  f.low = low;
  f.high = high;
  return f;
}

InterceptorType arrow() {
  InterceptorType type;
  type.name = "ARROW-2+";
  type.range_max_m = 50e3;
  EnvelopeFigure range, speed;
  range.what = "longest range";
  range.range_m = figure(40e3, 50e3, 60e3);
  range.fitted = true;
  speed.what = "highest speed";
  speed.max_speed_m_s = figure(900, 1000, 1100);
  type.envelope = {range, speed};
  return type;
}

InterceptorReach reach() {
  InterceptorReach r{1e3, 50e3, 100.0, 15e3, {0.0, 10e3, 20e3}, {0.0, 0.0, -1.0}, {45e3, 80e3, -1.0}, {}, {}};
  r.isochrones.push_back({20.0, {{10e3, 0.0}, {12e3, 10e3}}});
  r.launch_ranges.push_back({-250.0, {30e3, 31e3, -1.0}});
  r.launch_ranges.push_back({250.0, {60e3, 61e3, -1.0}});
  return r;
}

std::vector<PublicFigure> figures() {
  return {{"longest range", "km", 50.0, 40.0, 60.0, 80.0, true, true, true},
          {"highest speed", "m/s", 1000.0, 900.0, 1100.0, 850.0, false, false, false}};
}

TEST(EnvelopePicture, ShowsFittedFilledAndHeldBackOpen) {
  const std::string svg = draw_envelope(arrow(), reach(), figures());
  EXPECT_NE(svg.find("public figure, fitted"), std::string::npos);
  EXPECT_NE(svg.find("public figure, held back"), std::string::npos);
  EXPECT_NE(svg.find("20 s</text>"), std::string::npos);
  EXPECT_NE(svg.find("head-on at 250 m/s"), std::string::npos);
  EXPECT_NE(svg.find("--picture FILE.svg"), std::string::npos);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
}

TEST(EnvelopePicture, SaysWhatIsMissed) {
  const std::string rows = envelope_rows(figures());
  EXPECT_NE(
      rows.find("| longest range | 50 km | 40 to 60 | 80 km | +60.0 % | fitted | met: reaches so far |"),
      std::string::npos)
      << rows;
  EXPECT_NE(rows.find("| highest speed | 1000 m/s | 900 to 1100 | 850 m/s | -15.0 % | held back | missed |"),
            std::string::npos)
      << rows;
}

TEST(EnvelopePicture, ListsLaunchRangesBySpeed) {
  const std::string table = launch_range_table(reach());
  EXPECT_NE(table.find("| altitude | going away at 250 m/s | head-on at 250 m/s |"), std::string::npos)
      << table;
  EXPECT_NE(table.find("| 10.0 km | 31 km | 61 km |"), std::string::npos) << table;
}

TEST(EnvelopePicture, MakesWordsForFiles) {
  EXPECT_EQ(file_word("HISAR-O+"), "hisar-o-plus");
  EXPECT_EQ(file_word("PAC-3 MSE"), "pac-3-mse");
}

}  // namespace
}  // namespace cupola
