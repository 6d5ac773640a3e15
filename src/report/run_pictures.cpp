#include "report/run_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "report/row_chart.hpp"

namespace cupola {

namespace {

constexpr std::size_t kMostRows = 100;
constexpr double kMinute_s = 60.0;

struct ChainLink {
  const char* name;
  Seconds PlatformStory::* at;
};
constexpr ChainLink kLinks[] = {
    {"first echo", &PlatformStory::echo},      {"firm track", &PlatformStory::track},
    {"held hostile", &PlatformStory::hostile}, {"first order", &PlatformStory::order},
    {"first launch", &PlatformStory::launch},  {"end", &PlatformStory::end}};

/// The first link carries a line to the last moment of the story.
ChartRow row_of(const PlatformStory& p) {
  ChartRow row{fmt::format("{} ({})", p.name, p.cause.empty() ? p.fate : p.cause), {}, {}};
  double first_min = 0.0, last_min = 0.0;
  for (std::size_t link = 0; link < std::size(kLinks); ++link) {
    const Seconds at = p.*kLinks[link].at;
    if (!at) continue;
    row.marks.push_back({*at / kMinute_s});
    row.marks.back().series = link;
    if (row.marks.size() == 1) first_min = *at / kMinute_s;
    last_min = std::max(last_min, *at / kMinute_s);
  }
  if (row.marks.size() > 1) {
    row.marks.front().low = first_min;
    row.marks.front().high = last_min;
  }
  return row;
}

}  // namespace

std::optional<ReportFigure> chain_picture(const std::vector<PlatformStory>& platforms,
                                          const std::string& title) {
  RowChart chart;
  std::size_t left_out = 0;
  std::vector<double> times_min;
  for (const PlatformStory& p : platforms) {
    if (!p.is_hostile()) continue;
    if (chart.rows.size() == kMostRows) {
      ++left_out;
      continue;
    }
    chart.rows.push_back(row_of(p));
    for (const RowMark& mark : chart.rows.back().marks) times_min.push_back(mark.at);
  }
  if (chart.rows.empty()) return std::nullopt;
  chart.title = title;
  chart.subtitle = "When each threat first passed each link of the chain: one draw, not an estimate";
  chart.x = axis_over("time from the start, min", times_min);
  for (std::size_t link = 0; link < std::size(kLinks); ++link)
    chart.series.push_back({kLinks[link].name, chart_colour(link)});
  chart.foot = "In brackets the primary cause by precedence, not proof of causation.";
  std::string words =
      "Each row runs from the first link that was passed to the end; the table below has the times.";
  if (left_out > 0) words += fmt::format(" {} more threats are left out of the figure.", left_out);
  return ReportFigure{"chain", "The links of the chain, threat by threat", words, draw_rows(chart)};
}

}  // namespace cupola
