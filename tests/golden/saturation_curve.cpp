// docs/saturation.md and its picture are what runs of the chain give, over what the closed form says; `golden_tests
// --update` makes them anew.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "chain/saturation_raid.hpp"
#include "golden/update.hpp"
#include "report/chart.hpp"
#include "study/interval.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr int kPasses = 3;
constexpr int kRaids[] = {8, 12, 16, 20, 24, 30, 40};
constexpr int kChannels[] = {6, 10};
constexpr std::uint64_t kReplicates = 150;

struct Point {
  int raiders, channels;
  double exact;     ///< share that leaks
  Interval played;  ///< the same, mean of the replicates
};

std::vector<Point> play_all() {
  std::vector<Point> points;
  const double window_s = (kPasses + 0.5) * engagement_s();
  std::uint64_t seed = 1000;
  for (const int channels : kChannels)
    for (const int raiders : kRaids) {
      const LayDown l = raid_from_all_sides(raiders, channels, 1000, kPasses, window_s);
      Moments share;
      for (const double leakers : play_raid(l, ++seed, kReplicates).leakers.values)
        share.add(leakers / raiders);
      points.push_back({raiders, channels, left_after(raiders, channels, kPasses) / raiders,
                        bounded_mean_interval(share, 0.0, 1.0)});
    }
  return points;
}

std::string picture(const std::vector<Point>& points) {
  Chart chart;
  chart.x = {"raiders at once", 0.0, 44.0};
  chart.y = {"share that gets through", 0.0, 0.7};
  for (std::size_t c = 0; c < std::size(kChannels); ++c) {
    ChartLine line;
    line.name = fmt::format("closed form, {} channels", kChannels[c]);
    line.colour = chart_colour(c);
    for (int raiders = 1; raiders <= 44; ++raiders)
      line.points.push_back(
          {double(raiders), left_after(raiders, kChannels[c], kPasses) / static_cast<double>(raiders)});
    chart.lines.push_back(line);
    ChartMarks marks;
    marks.name = fmt::format("played, {} channels", kChannels[c]);
    marks.colour = chart_colour(c);
    for (const Point& p : points) {
      if (p.channels != kChannels[c]) continue;
      ChartMark mark;
      mark.at = {double(p.raiders), p.played.estimate};
      mark.y_low = p.played.low;
      mark.y_high = p.played.high;
      marks.marks.push_back(mark);
    }
    chart.marks.push_back(marks);
  }
  return draw_charts(
      "Saturation of one fire unit",
      fmt::format("three passes of one shot each, kill probability {}, everything else perfect",
                  kSaturationPk),
      {chart},
      fmt::format("{} replicates a mark, 95 % intervals. A check of the model, not a claim about a system.",
                  kReplicates));
}

std::string page(const std::vector<Point>& points) {
  std::string text =
      R"(<!-- Written by `golden_tests --update` (tests/golden/saturation_curve.cpp); do not edit. -->
# Saturation, beside the closed form

Raiders from all sides at once, over one fire unit that sees and identifies them all. It has a number of fire channels, rounds enough, and time for
three engagements one after the other; a shot kills with probability 0.8. How many get through is then exact: of those that are left before each pass,
as many as there are channels get one shot. The marks are the whole chain played out, from echo to kill assessment; the lines are the formula.

![Share that gets through over the size of the raid](pictures/saturation.svg)

)";
  text += "| raiders | channels | closed form, % | played, % | 95 % interval |\n|---|---|---|---|---|\n";
  for (const Point& p : points)
    text +=
        fmt::format("| {} | {} | {:.2f} | {:.2f} | {:.2f} to {:.2f} |\n", p.raiders, p.channels,
                    100.0 * p.exact, 100.0 * p.played.estimate, 100.0 * p.played.low, 100.0 * p.played.high);
  return text + R"(
Six and ten channels are what the older and the newer handout give one fire unit of the S-400 ([using.md](using.md)). The last pass is full
where the raid is )" +
         fmt::format("{:.1f}", 1.0 + (kPasses - 1) * kSaturationPk) +
         R"( times the channels: beyond this knee every further raider adds one leaker.

Magazines, Erlang's formula for arrivals that do not wait, and queues of limited patience are held to their closed forms in the same way:
`build/release/bin/chain_tests --gtest_filter='Saturation*:Channels*:LimitedWaiting*:DepthOfFire*'` (some minutes).
)";
}

TEST(SaturationCurve, LiesOnTheClosedForm) {
  const std::vector<Point> points = play_all();
  for (const Point& p : points) {
    // Rare leakers may all lie in a few replicates: then the count is judged, not the spread.
    const double least =
        0.5 * std::sqrt(std::max(p.exact, 0.0) / static_cast<double>(kReplicates * std::uint64_t(p.raiders)));
    const double error = std::max(0.5 * (p.played.high - p.played.low) / 1.96, least);
    EXPECT_NEAR(p.played.estimate, p.exact, 4.0 * error)
        << p.raiders << " raiders, " << p.channels << " channels";
  }
  const std::string drawn = picture(points), written = page(points);
  const std::string drawing = source_path("docs/pictures/saturation.svg"),
                    text = source_path("docs/saturation.md");
  if (update) {
    std::ofstream(drawing) << drawn;
    std::ofstream(text) << written;
  }
  EXPECT_TRUE(drawn == text_of(drawing)) << "golden_tests --update draws it anew";
  EXPECT_TRUE(written == text_of(text)) << "golden_tests --update writes it anew";
}

}  // namespace
}  // namespace cupola
