#include "report/map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "report/svg.hpp"

namespace cupola {

namespace {

constexpr double kSize = 860.0, kMargin = 20.0, kTop = 64.0, kLegend = 290.0, kInset = 290.0;
constexpr double kKilometresPerDegree = 111.195;

// Okabe and Ito's colours: told apart by colour-blind readers too; shape and dash tell the same once more.
constexpr const char* kHostile = "#d55e00";
constexpr const char* kKilled = "#999999";
constexpr const char* kFriend = "#0072b2";
constexpr const char* kNeutral = "#009e73";
constexpr const char* kRound = "#cc79a7";
constexpr const char* kTrack = "#000000";

struct Place {
  double latitude_deg, longitude_deg;
};

/// A square of the page, and what of the world lies in it.
struct Panel {
  PagePoint corner;
  double size = 0.0;
  Place centre{};
  double reach_km = 100.0;

  PagePoint operator()(Place p) const {
    const double east = (p.longitude_deg - centre.longitude_deg) * kKilometresPerDegree *
                        std::cos(centre.latitude_deg * 3.14159265358979 / 180.0);
    const double north = (p.latitude_deg - centre.latitude_deg) * kKilometresPerDegree;
    return {corner.x + size / 2 + east * scale(), corner.y + size / 2 - north * scale()};
  }
  double scale() const { return size / 2 / reach_km; }
  bool holds(PagePoint p, double margin) const {
    return p.x > corner.x + margin && p.x < corner.x + size - margin && p.y > corner.y + margin &&
           p.y < corner.y + size - margin;
  }
};

Place middle_of_radars(Database& run) {
  Statement centre =
      run.prepare("SELECT avg(latitude_deg), avg(longitude_deg) FROM sites WHERE kind = 'radar'");
  return centre.step() ? Place{centre.number(0), centre.number(1)} : Place{};
}

/// How far from `centre` the share `quantile` of the places of a query reaches, km; none: 0.
double reach_of(Database& run, Place centre, const char* query, double quantile) {
  const Panel unit{{}, 2.0, centre, 1.0};
  const PagePoint middle = unit(centre);
  std::vector<double> distances;
  Statement rows = run.prepare(query);
  while (rows.step()) {
    const PagePoint p = unit({rows.number(0), rows.number(1)});
    distances.push_back(std::hypot(p.x - middle.x, p.y - middle.y));
  }
  if (distances.empty()) return 0.0;
  std::sort(distances.begin(), distances.end());
  return distances[static_cast<std::size_t>(quantile * static_cast<double>(distances.size() - 1))];
}

/// Reaches so far that nine tenths of the hostiles' and rounds' way lies inside.
Panel whole_panel(Database& run) {
  Panel panel{{kMargin, kTop}, kSize, middle_of_radars(run)};
  const double wanted = 1.1 * reach_of(run, panel.centre,
                                       "SELECT t.latitude_deg, t.longitude_deg FROM truth t LEFT JOIN "
                                       "platforms p ON p.name = t.name WHERE t.what = 'round' OR p.side = "
                                       "'hostile'",
                                       0.9);
  panel.reach_km = std::max(20.0, std::ceil(wanted / 20.0) * 20.0);
  return panel;
}

/// The defence alone, where its sites are told apart.
Panel close_panel(Database& run) {
  Panel panel{{kMargin + kSize + 18, kTop + kSize - kInset}, kInset, middle_of_radars(run)};
  const double wanted =
      1.4 *
      reach_of(run, panel.centre, "SELECT latitude_deg, longitude_deg FROM sites WHERE kind <> 'asset'", 1.0);
  panel.reach_km = std::max(2.0, std::ceil(wanted));
  return panel;
}

std::string stroke(const char* colour, double width, const char* more = "") {
  return fmt::format("stroke=\"{}\" stroke-width=\"{}\" {}", colour, width, more);
}

std::string label(double size, const char* colour = "#333333", const char* more = "") {
  return fmt::format("font-size=\"{}\" fill=\"{}\" {}", size, colour, more);
}

void draw_rings(Svg& svg, const Panel& to) {
  const double step_km = to.reach_km > 200  ? 100
                         : to.reach_km > 80 ? 50
                         : to.reach_km > 25 ? 20
                         : to.reach_km > 6  ? 5
                                            : 1;
  const PagePoint centre = to(to.centre);
  for (double km = step_km; km < to.reach_km * 1.45; km += step_km) {
    svg.circle(centre, km * to.scale(), "fill=\"none\" " + stroke("#dddddd", 1));
    svg.text({centre.x + 3, centre.y - km * to.scale() - 3}, fmt::format("{:.0f} km", km),
             label(10, "#999999"));
  }
}

/// All ways of one kind, one polyline a name.
void draw_ways(Svg& svg, const Panel& to, Statement& rows, const std::string& style) {
  std::string name;
  std::vector<PagePoint> way;
  while (rows.step()) {
    if (rows.text(0) != name) {
      svg.polyline(way, style);
      way.clear();
      name = rows.text(0);
    }
    way.push_back(to({rows.number(1), rows.number(2)}));
  }
  svg.polyline(way, style);
}

void draw_truth(Svg& svg, const Panel& to, Database& run) {
  struct Kind {
    const char* where;
    std::string style;
  };
  const Kind kinds[] = {{"p.side = 'neutral'", stroke(kNeutral, 1.2, "stroke-dasharray=\"6 3\"")},
                        {"p.side = 'friend'", stroke(kFriend, 1.4, "stroke-dasharray=\"2 2\"")},
                        {"p.side = 'hostile' AND p.fate <> 'leaked'", stroke(kKilled, 1.4)},
                        {"p.side = 'hostile' AND p.fate = 'leaked'", stroke(kHostile, 2.0)}};
  for (const Kind& kind : kinds) {
    Statement rows = run.prepare(
        fmt::format("SELECT t.name, t.latitude_deg, t.longitude_deg FROM truth t JOIN platforms p "
                    "ON p.name = t.name WHERE t.what = 'platform' AND {} ORDER BY t.name, t.time_s",
                    kind.where)
            .c_str());
    draw_ways(svg, to, rows, kind.style);
  }
  Statement rounds = run.prepare(
      "SELECT name, latitude_deg, longitude_deg FROM truth WHERE what = 'round' ORDER BY name, time_s");
  draw_ways(svg, to, rounds, stroke(kRound, 0.8));
}

void draw_tracks(Svg& svg, const Panel& to, Database& run) {
  Statement rows =
      run.prepare("SELECT latitude_deg, longitude_deg FROM tracks WHERE confirmed AND NOT dropped");
  while (rows.step())
    svg.circle(to({rows.number(0), rows.number(1)}), 0.7,
               fmt::format("fill=\"{}\" fill-opacity=\"0.35\"", kTrack));
}

void draw_ends(Svg& svg, const Panel& to, Database& run) {
  Statement rows = run.prepare(
      "SELECT p.fate, t.latitude_deg, t.longitude_deg FROM platforms p JOIN truth t ON t.name = p.name AND "
      "t.what = 'platform' "
      "WHERE p.fate IN ('killed', 'leaked') AND t.time_s = (SELECT max(time_s) FROM truth WHERE name = "
      "p.name AND what = 'platform')");
  while (rows.step()) {
    const PagePoint p = to({rows.number(1), rows.number(2)});
    if (rows.text(0) == "killed")
      svg.cross(p, 4, stroke("#000000", 1.4));
    else
      svg.circle(p, 5, fmt::format("fill=\"none\" {}", stroke(kHostile, 2)));
  }
}

constexpr const char* kHalo = "stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\"";

/// Puts words beside a point within the panel, lower where something is written already.
class Labels {
 public:
  Labels(Svg& svg, const Panel& panel) : svg_(&svg), right_(panel.corner.x + panel.size) {}
  void add(PagePoint p, const std::string& words, const char* colour) {
    const double width = 7.0 * static_cast<double>(words.size());
    PagePoint at{std::min(p.x + 9, right_ - width - 4), p.y - 6};
    const auto taken = [&] {
      return std::any_of(boxes_.begin(), boxes_.end(), [&](const auto& box) {
        return std::fabs(box.first.y - at.y) < 13 && at.x < box.first.x + box.second &&
               box.first.x < at.x + width;
      });
    };
    while (taken()) at.y += 1;
    boxes_.emplace_back(at, width);
    svg_->text(at, words, label(11, colour, kHalo));
  }

 private:
  Svg* svg_;
  double right_;
  std::vector<std::pair<PagePoint, double>> boxes_;  // where they begin, how wide they are
};

void draw_sites(Svg& svg, const Panel& to, Database& run, bool all_names, Labels& labels) {
  Statement rows = run.prepare(
      "SELECT kind, name, latitude_deg, longitude_deg FROM sites WHERE kind <> 'post' ORDER BY kind DESC, "
      "name");
  while (rows.step()) {
    const PagePoint p = to({rows.number(2), rows.number(3)});
    const std::string kind = rows.text(0), name = rows.text(1);
    if (kind == "radar")
      svg.polygon({{p.x, p.y - 6}, {p.x - 5, p.y + 4}, {p.x + 5, p.y + 4}},
                  fmt::format("fill=\"{}\"", kFriend));
    if (kind == "launcher") svg.rectangle({p.x - 1.5, p.y - 1.5}, 3, 3, fmt::format("fill=\"{}\"", kFriend));
    if (kind == "asset") svg.rectangle({p.x - 6, p.y - 6}, 12, 12, "fill=\"none\" " + stroke("#000000", 1.5));
    if ((kind == "asset" || (all_names && kind == "radar")) && to.holds(p, 0)) labels.add(p, name, "#111111");
  }
}

/// Names every group of platforms (the name without its number) where the way of its first one comes into
/// sight.
void draw_groups(const Panel& to, Database& run, Labels& labels) {
  Statement groups = run.prepare(
      "SELECT rtrim(rtrim(name, '0123456789'), '-'), min(name), count(*), sum(fate = 'leaked'), sum(fate = "
      "'killed'), min(side) FROM platforms GROUP BY 1 ORDER BY 1");
  while (groups.step()) {
    const std::string side = groups.text(5);
    std::string words = groups.text(0);
    if (side == "hostile")
      words += fmt::format(": {} of {} got through", groups.integer(3), groups.integer(2));
    else if (groups.integer(4) > 0)
      words += fmt::format(": {} of {} SHOT DOWN", groups.integer(4), groups.integer(2));
    Statement way = run.prepare(
        "SELECT latitude_deg, longitude_deg FROM truth WHERE what = 'platform' AND name = ? ORDER BY time_s");
    way.bind(groups.text(1));
    while (way.step()) {
      const PagePoint p = to({way.number(0), way.number(1)});
      if (!to.holds(p, 24)) continue;
      labels.add(p, words, side == "hostile" ? kHostile : side == "friend" ? kFriend : kNeutral);
      break;
    }
  }
}

void draw_legend(Svg& svg, Database& run) {
  const double x = kMargin + kSize + 18;
  double y = kTop + 14;
  const auto entry = [&](const std::string& words, auto symbol) {
    symbol(PagePoint{x + 12, y - 4});
    svg.text({x + 34, y}, words, label(12));
    y += 21;
  };
  const auto way = [&](const std::string& style) {
    return [&svg, style](PagePoint p) { svg.line({p.x - 12, p.y}, {p.x + 14, p.y}, style); };
  };
  entry("hostile that got through", way(stroke(kHostile, 2)));
  entry("hostile that did not", way(stroke(kKilled, 1.4)));
  entry("own aircraft", way(stroke(kFriend, 1.4, "stroke-dasharray=\"2 2\"")));
  entry("neutral traffic", way(stroke(kNeutral, 1.2, "stroke-dasharray=\"6 3\"")));
  entry("interceptor", way(stroke(kRound, 1)));
  entry("confirmed tracks (believed)", [&](PagePoint p) {
    for (int i = -2; i <= 2; ++i) svg.circle({p.x + 5 * i, p.y}, 1, fmt::format("fill=\"{}\"", kTrack));
  });
  entry("killed", [&](PagePoint p) { svg.cross(p, 4, stroke("#000000", 1.4)); });
  entry("at its objective",
        [&](PagePoint p) { svg.circle(p, 5, std::string("fill=\"none\" ") + stroke(kHostile, 2)); });
  entry("radar, launchers", [&](PagePoint p) {
    svg.polygon({{p.x, p.y - 6}, {p.x - 5, p.y + 4}, {p.x + 5, p.y + 4}},
                fmt::format("fill=\"{}\"", kFriend));
  });
  entry("defended asset", [&](PagePoint p) {
    svg.rectangle({p.x - 5, p.y - 5}, 10, 10, "fill=\"none\" " + stroke("#000000", 1.5));
  });
  y += 14;
  Statement rows = run.prepare(
      "SELECT CASE side WHEN 'hostile' THEN fate || CASE cause WHEN '' THEN '' ELSE ' (' || cause || ')' END "
      "ELSE side || ': ' || fate END, "
      "count(*) "
      "FROM platforms GROUP BY 1 ORDER BY min(side <> 'hostile'), 2 DESC, 1");
  svg.text({x, y}, "Outcome of this one draw", label(12, "#111111", "font-weight=\"bold\""));
  while (rows.step()) {
    y += 17;
    const std::string words = rows.text(0);
    const auto twice = words.find(" (killed)");  // `killed (killed)` says it once
    svg.text({x, y},
             fmt::format("{:>3}  {}", rows.integer(1),
                         twice == std::string::npos ? words : words.substr(0, twice)),
             label(11));
  }
}

std::string meta(Database& run, const char* key) {
  Statement row = run.prepare("SELECT value FROM meta WHERE key = ?");
  row.bind(key);
  return row.step() ? row.text(0) : std::string();
}

/// Everything in one panel, the ends of ways on top.
void draw_panel(Svg& svg, const Panel& to, Database& run, bool name_sites) {
  svg.open_clip(to.corner, to.size, to.size);
  draw_rings(svg, to);
  draw_truth(svg, to, run);
  draw_tracks(svg, to, run);
  Labels labels(svg, to);
  draw_sites(svg, to, run, name_sites, labels);
  draw_ends(svg, to, run);
  if (!name_sites) draw_groups(to, run, labels);
  svg.close_clip();
  svg.rectangle(to.corner, to.size, to.size, "fill=\"none\" " + stroke("#888888", 1));
}

/// On which ground it was played (RULES 20).
std::string ground_of(Database& run) {
  const std::string words = meta(run, "terrain");
  return words.empty() || words == "smooth earth" ? "smooth earth, no terrain" : words;
}

}  // namespace

std::string draw_map(Database& run) {
  const double width = kMargin + kSize + 18 + kLegend + kMargin, height = kTop + kSize + 40;
  const std::string scenario = meta(run, "scenario");
  Svg svg(width, height, scenario);
  svg.text({kMargin, 28}, scenario, label(18, "#111111", "font-weight=\"bold\""));
  svg.text({kMargin, 50},
           fmt::format("one draw, not an estimate: seed {}, replicate {}; figures: {}; {}; notional raid",
                       meta(run, "seed"), meta(run, "replicate"), meta(run, "figures"), ground_of(run)),
           label(12, "#555555"));
  const Panel whole = whole_panel(run), close = close_panel(run);
  draw_panel(svg, whole, run, false);
  draw_panel(svg, close, run, true);
  draw_legend(svg, run);
  svg.text({close.corner.x, close.corner.y - 6}, fmt::format("the defence, {} km across", 2 * close.reach_km),
           label(11, "#555555"));
  svg.text({kMargin, kTop + kSize + 22},
           fmt::format("{} km across, north up. In this model, with these inputs. cupola {}, digest {}",
                       2 * whole.reach_km, meta(run, "version"), meta(run, "digest")),
           label(11, "#555555"));
  return svg.finish();
}

}  // namespace cupola
