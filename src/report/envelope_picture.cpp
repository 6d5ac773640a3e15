#include "report/envelope_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/chart.hpp"

namespace cupola {

namespace {

constexpr double kKm = 1e-3;
constexpr const char *kReach = "#0072b2", *kZone = "#d55e00", *kTime = "#8a8a8a", *kFigure = "#111111";

/// As flight/envelope.hpp takes a range without an altitude.
double or_ten_km(double altitude_m) { return altitude_m > 0.0 ? altitude_m : 10e3; }

/// The outline of what can be reached: out along the far side, back along the near one.
std::vector<ChartPoint> outline(const InterceptorReach& reach) {
  std::vector<ChartPoint> points;
  const auto add = [&](std::size_t j, double range_m) {
    if (range_m >= 0.0) points.push_back({range_m * kKm, reach.height_m[j] * kKm});
  };
  for (std::size_t j = 0; j < reach.height_m.size(); ++j) add(j, reach.farthest_m[j]);
  for (std::size_t j = reach.height_m.size(); j-- > 0;) add(j, reach.nearest_m[j]);
  return points;
}

std::vector<ChartPoint> zone(const InterceptorReach& r) {
  const double near = r.range_min_m * kKm, far = r.range_max_m * kKm, low = r.altitude_min_m * kKm,
               high = r.altitude_max_m * kKm;
  return {{near, low}, {near, high}, {far, high}, {far, low}, {near, low}};
}

/// Figures about reach and altitude, at the range and altitude that they speak of.
ChartMark place_mark(const EnvelopeFigure& figure, double range_max_m) {
  ChartMark mark;
  if (figure.range_m > 0.0) {
    mark.at = {figure.range_m * kKm, or_ten_km(figure.altitude_m) * kKm};
    mark.x_low = figure.range_m.low * kKm;
    mark.x_high = figure.range_m.high * kKm;
  } else {
    mark.at = {0.5 * range_max_m * kKm, figure.altitude_m * kKm};
    mark.y_low = figure.altitude_m.low * kKm;
    mark.y_high = figure.altitude_m.high * kKm;
  }
  mark.label = figure.what;
  return mark;
}

bool is_speed(const EnvelopeFigure& figure) {
  return figure.mean_speed_m_s > 0.0 || figure.max_speed_m_s > 0.0;
}

ChartMarks marks_of(const InterceptorType& type, bool fitted) {
  ChartMarks marks{fitted ? "public figure, fitted" : "public figure, held back", {}, kFigure, fitted};
  for (const EnvelopeFigure& figure : type.envelope)
    if (figure.fitted == fitted && !is_speed(figure))
      marks.marks.push_back(place_mark(figure, type.range_max_m));
  return marks;
}

double most(const std::vector<double>& values) { return *std::max_element(values.begin(), values.end()); }

/// What the model makes of the figures about reach and altitude, where these are.
ChartMarks model_marks(const InterceptorType& type, const std::vector<PublicFigure>& figures) {
  ChartMarks marks{"the model's", {}, kReach, true};
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const EnvelopeFigure& figure = type.envelope[i];
    if (is_speed(figure)) continue;
    const ChartPoint there = place_mark(figure, type.range_max_m).at;
    const double model_km = figures[i].model;
    marks.marks.push_back(
        {figure.range_m > 0.0 ? ChartPoint{model_km, there.y} : ChartPoint{there.x, model_km}});
  }
  return marks;
}

Chart reach_chart(const InterceptorType& type, const InterceptorReach& reach,
                  const std::vector<PublicFigure>& figures) {
  Chart chart;
  chart.title = "Reach by altitude of the target";
  double far_km = std::max(most(reach.farthest_m), reach.range_max_m) * kKm, high_km = 0.0;
  for (const bool fitted : {true, false})
    for (const ChartMark& mark : marks_of(type, fitted).marks) {
      if (std::isfinite(mark.x_high)) far_km = std::max(far_km, mark.x_high);
      if (std::isfinite(mark.y_high)) high_km = std::max(high_km, mark.y_high);
    }
  high_km = std::max(high_km, reach.height_m.back() * kKm);
  chart.x = {"ground range, km", 0.0, 1.05 * far_km};
  chart.y = {"altitude above mean sea level, km", 0.0, 1.02 * high_km};
  chart.areas.push_back({"within the round's energy", outline(reach), kReach, 0.14});
  for (std::size_t i = 0; i < reach.isochrones.size(); ++i) {
    ChartLine line{i == 0 ? "equal time of flight" : "", {}, kTime, 1.0, {}, {}};
    for (const auto& [range_m, height_m] : reach.isochrones[i].points)
      line.points.push_back({range_m * kKm, height_m * kKm});
    line.end_label = fmt::format("{:.0f} s", reach.isochrones[i].time_s);
    chart.lines.push_back(line);
  }
  chart.lines.push_back({"the zone's own limits", zone(reach), kZone, 1.6, "7 4", {}});
  if (const double far_km_ballistic = type.range_max_ballistic_m * kKm; far_km_ballistic > 0.0)
    chart.lines.push_back(
        {"its limit against ballistic targets",
         {{far_km_ballistic, reach.altitude_min_m * kKm}, {far_km_ballistic, reach.altitude_max_m * kKm}},
         kZone,
         1.6,
         "2 3",
         {}});
  chart.marks.push_back(model_marks(type, figures));
  for (const bool fitted : {true, false})
    if (const ChartMarks marks = marks_of(type, fitted); !marks.marks.empty()) chart.marks.push_back(marks);
  return chart;
}

/// Speeds: the figure with its interval, and the model's as a cross of its own colour.
Chart speed_chart(const std::vector<PublicFigure>& figures) {
  Chart chart;
  chart.title = "Speeds";
  ChartMarks fitted{"public figure, fitted", {}, kFigure, true},
      held{"public figure, held back", {}, kFigure, false}, model{"model", {}, kReach, true};
  double row = 0.0, fastest = 0.0;
  for (const PublicFigure& f : figures) {
    if (f.unit != "m/s") continue;
    row += 1.0;
    ChartMark mark{{f.published, row}, f.low, f.high};
    mark.label = f.what;
    (f.fitted ? fitted : held).marks.push_back(mark);
    model.marks.push_back({{f.model, row - 0.3}});
    fastest = std::max({fastest, f.high, f.model});
  }
  chart.x = {"m/s", 0.0, 1.1 * fastest};
  chart.y = {"", 0.0, row + 0.7};
  chart.y.ticks = false;
  chart.height = 60.0 + 40.0 * row;
  for (const ChartMarks& marks : {fitted, held, model})
    if (!marks.marks.empty()) chart.marks.push_back(marks);
  return chart;
}

std::string words_of(double closing_m_s) {
  if (closing_m_s < 0.0) return fmt::format("going away at {:.0f} m/s", -closing_m_s);
  if (closing_m_s > 0.0) return fmt::format("head-on at {:.0f} m/s", closing_m_s);
  return "standing";
}

Chart launch_chart(const InterceptorReach& reach) {
  Chart chart;
  chart.title = "Where the target is at launch, to be met as far out as the zone and the energy allow";
  double far_km = 0.0;
  for (std::size_t i = 0; i < reach.launch_ranges.size(); ++i) {
    const LaunchRange& launch = reach.launch_ranges[i];
    ChartLine line{words_of(launch.closing_speed_m_s), {}, chart_colour(i), 1.8, {}, {}};
    for (std::size_t j = 0; j < launch.range_m.size(); ++j)
      if (launch.range_m[j] >= 0.0) {
        line.points.push_back({launch.range_m[j] * kKm, reach.height_m[j] * kKm});
        far_km = std::max(far_km, launch.range_m[j] * kKm);
      }
    chart.lines.push_back(line);
  }
  chart.x = {"range of the target at launch, km", 0.0, 1.05 * far_km};
  chart.y = {"altitude of the target, km", 0.0, 1.1 * reach.altitude_max_m * kKm};
  chart.height = 260.0;
  return chart;
}

}  // namespace

std::string draw_envelope(const InterceptorType& type, const InterceptorReach& reach,
                          const std::vector<PublicFigure>& figures) {
  return draw_charts(
      type.name + ": the model's reach beside what is published",
      "Flights in the standard atmosphere from 100 m above the sea. Bars are the figures' own intervals.",
      {reach_chart(type, reach, figures), speed_chart(figures), launch_chart(reach)},
      fmt::format("Flight alone: no radar, no horizon, no reaction. Not predictive of real combat. Drawn by: "
                  "cupola catalogue show \"{}\" --picture FILE.svg",
                  type.name));
}

std::string envelope_rows(const std::vector<PublicFigure>& figures) {
  std::string rows =
      "| figure | public | interval | model | difference | | |\n|---|---|---|---|---|---|---|\n";
  for (const PublicFigure& f : figures)
    rows += fmt::format("| {} | {:.4g} {} | {:.4g} to {:.4g} | {:.4g} {} | {:+.1f} % | {} | {} |\n", f.what,
                        f.published, f.unit, f.low, f.high, f.model, f.unit, 100.0 * f.difference(),
                        f.fitted ? "fitted" : "held back",
                        !f.met       ? "missed"
                        : f.at_least ? "met: reaches so far"
                                     : "met");
  return rows;
}

std::string launch_range_table(const InterceptorReach& reach) {
  std::string head = "| altitude |", rule = "|---|", rows;
  for (const LaunchRange& launch : reach.launch_ranges) {
    head += fmt::format(" {} |", words_of(launch.closing_speed_m_s));
    rule += "---|";
  }
  for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    const double asked_m = share * reach.altitude_max_m;
    std::size_t j = 0;
    while (j + 1 < reach.height_m.size() && reach.height_m[j + 1] <= asked_m) ++j;
    rows += fmt::format("| {:.1f} km |", reach.height_m[j] * kKm);
    for (const LaunchRange& launch : reach.launch_ranges)
      rows += launch.range_m[j] < 0.0 ? " none |" : fmt::format(" {:.0f} km |", launch.range_m[j] * kKm);
    rows += "\n";
  }
  return head + "\n" + rule + "\n" + rows;
}

EnvelopeEntry envelope_entry(const InterceptorType& type) {
  const InterceptorReach reach = interceptor_reach(type);
  const std::vector<PublicFigure> figures = public_figures(type);
  return {type.name, draw_envelope(type, reach, figures), envelope_rows(figures), launch_range_table(reach)};
}

std::string file_word(const std::string& name) {
  std::string word;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain)
      word += c;
    else if (c >= 'A' && c <= 'Z')
      word += static_cast<char>(c - 'A' + 'a');
    else if (c == '+')
      word += "-plus";
    else if (!word.empty() && word.back() != '-')
      word += '-';
  }
  return word;
}

std::string envelope_page(const std::vector<EnvelopeEntry>& entries) {
  std::string page =
      "<!-- Written by `cupola catalogue envelopes --out docs`; do not edit. -->\n"
      "# Envelopes: the model beside what is published\n\n"
      "How far does each interceptor of the catalogue get in this model, and what do others say of it?\n"
      "[How motor, drag and loft were fitted](decisions/flyout-fit.md) says which inputs are assumed.\n\n"
      "- The picture's shaded area is where the round's energy takes it: above its `end_speed`, within its "
      "`life`.\n"
      "- The dashed frame is the zone's own limits (`range_min` to `altitude_max`), the dotted line in it "
      "the one\n"
      "  against ballistic targets (`range_max_ballistic`). In a run all of them hold.\n"
      "- A public figure is a mark with its own interval as a bar: filled where the fit used it, open where "
      "it was\n"
      "  held back. The blue mark is the model's.\n"
      "- An entry is refused where the model misses a figure's own interval. A reach is a limit of the zone: "
      "the model\n"
      "  must get at least to its low end, and may have energy left beyond. A highest intercept of the model "
      "is the\n"
      "  lesser of flight (the air still gives the burnt-out round 5 g) and the zone's `altitude_max`; where "
      "the second\n"
      "  is lower the figure tests the zone and only bounds the flight.\n"
      "- Flight alone: no radar, no horizon, no reaction, no manoeuvre of the target. The radar horizon cuts "
      "low targets\n"
      "  off long before.\n"
      "- Every round leaves upwards, also those whose launchers are tilted.\n\n"
      "The page and its pictures are made by `cupola catalogue envelopes --out docs`; `cupola catalogue "
      "envelopes` prints\n"
      "the verdicts and ends with 1 where a figure is missed.\n";
  for (const EnvelopeEntry& e : entries) {
    page += fmt::format("\n## {0}\n\n![Reach of the {0}](pictures/envelope-{1}.svg)\n\n{2}", e.name,
                        file_word(e.name), e.figures);
    page +=
        "\nWhere a target is at launch that is met as far out as zone and energy allow, by its altitude and "
        "speed:\n\n" +
        e.launch_ranges;
  }
  return page;
}

}  // namespace cupola
