#include "report/map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "report/svg.hpp"

namespace cupola {

namespace {

constexpr double kSize = 860.0, kMargin = 20.0, kTop = 64.0, kLegend = 250.0;
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

/// From degrees to the page: kilometres east and north of a centre.
struct Projection {
  Place centre{};
  double reach_km = 100.0;

  PagePoint operator()(Place p) const {
    const double east = (p.longitude_deg - centre.longitude_deg) * kKilometresPerDegree *
                        std::cos(centre.latitude_deg * 3.14159265358979 / 180.0);
    const double north = (p.latitude_deg - centre.latitude_deg) * kKilometresPerDegree;
    return {kMargin + kSize / 2 + east * scale(), kTop + kSize / 2 - north * scale()};
  }
  double scale() const { return kSize / 2 / reach_km; }
};

Projection projection_of(Database& run) {
  Projection projection;
  Statement centre =
      run.prepare("SELECT avg(latitude_deg), avg(longitude_deg) FROM sites WHERE kind = 'radar'");
  if (centre.step()) projection.centre = {centre.number(0), centre.number(1)};
  // Reach so far that nine tenths of the hostiles' and rounds' way lies inside.
  std::vector<double> distances;
  Statement truth = run.prepare(
      "SELECT t.latitude_deg, t.longitude_deg FROM truth t LEFT JOIN platforms p ON p.name = t.name "
      "WHERE t.what = 'round' OR p.side = 'hostile'");
  Projection unit{projection.centre, kSize / 2};
  while (truth.step()) {
    const PagePoint p = unit({truth.number(0), truth.number(1)});
    distances.push_back(std::hypot(p.x - kMargin - kSize / 2, p.y - kTop - kSize / 2));
  }
  if (!distances.empty()) {
    std::sort(distances.begin(), distances.end());
    const double wanted = distances[distances.size() * 9 / 10] * 1.1;
    projection.reach_km = std::max(20.0, std::ceil(wanted / 20.0) * 20.0);
  }
  return projection;
}

std::string stroke(const char* colour, double width, const char* more = "") {
  return fmt::format("stroke=\"{}\" stroke-width=\"{}\" {}", colour, width, more);
}

std::string label(double size, const char* colour = "#333333", const char* more = "") {
  return fmt::format("font-size=\"{}\" fill=\"{}\" {}", size, colour, more);
}

void draw_rings(Svg& svg, const Projection& to) {
  const double step_km = to.reach_km > 200 ? 100 : to.reach_km > 80 ? 50 : 20;
  const PagePoint centre = to(to.centre);
  for (double km = step_km; km < to.reach_km * 1.45; km += step_km) {
    svg.circle(centre, km * to.scale(), "fill=\"none\" " + stroke("#dddddd", 1));
    svg.text({centre.x + 3, centre.y - km * to.scale() - 3}, fmt::format("{:.0f} km", km),
             label(10, "#999999"));
  }
}

/// All ways of one kind, one polyline a name.
void draw_ways(Svg& svg, const Projection& to, Statement& rows, const std::string& style) {
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

void draw_truth(Svg& svg, const Projection& to, Database& run) {
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

void draw_tracks(Svg& svg, const Projection& to, Database& run) {
  Statement rows =
      run.prepare("SELECT latitude_deg, longitude_deg FROM tracks WHERE confirmed AND NOT dropped");
  while (rows.step())
    svg.circle(to({rows.number(0), rows.number(1)}), 0.7,
               fmt::format("fill=\"{}\" fill-opacity=\"0.35\"", kTrack));
}

void draw_ends(Svg& svg, const Projection& to, Database& run) {
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

/// Sites nearer to each other than a label is high share one label.
void draw_sites(Svg& svg, const Projection& to, Database& run) {
  std::vector<std::pair<PagePoint, std::string>> labels;
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
    if (kind == "asset") svg.rectangle({p.x - 5, p.y - 5}, 10, 10, "fill=\"none\" " + stroke("#000000", 1.5));
    if (kind == "launcher") continue;
    const auto close = std::find_if(labels.begin(), labels.end(), [&](const auto& l) {
      return std::fabs(l.first.y - p.y) < 12 && std::fabs(l.first.x - p.x) < 90;
    });
    if (close == labels.end())
      labels.emplace_back(p, name);
    else
      close->second += ", " + name.substr(name.find('/') + 1);
  }
  for (const auto& [p, words] : labels)
    svg.text({p.x + 9, p.y - 6}, words,
             label(11, "#111111", "stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\""));
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
      "SELECT CASE side WHEN 'hostile' THEN fate || ' (' || cause || ')' ELSE side || ': ' || fate END, "
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

}  // namespace

std::string draw_map(Database& run) {
  const double width = kMargin + kSize + kLegend + kMargin, height = kTop + kSize + 40;
  const std::string scenario = meta(run, "scenario");
  Svg svg(width, height, scenario);
  const Projection to = projection_of(run);
  svg.text({kMargin, 28}, scenario, label(18, "#111111", "font-weight=\"bold\""));
  svg.text({kMargin, 50},
           fmt::format("one draw, not an estimate: seed {}, replicate {}; figures: {}; smooth earth, no "
                       "terrain; notional raid",
                       meta(run, "seed"), meta(run, "replicate"), meta(run, "figures")),
           label(12, "#555555"));
  svg.open_clip({kMargin, kTop}, kSize, kSize);
  draw_rings(svg, to);
  draw_truth(svg, to, run);
  draw_tracks(svg, to, run);
  draw_ends(svg, to, run);
  draw_sites(svg, to, run);
  svg.close_clip();
  svg.rectangle({kMargin, kTop}, kSize, kSize, "fill=\"none\" " + stroke("#888888", 1));
  draw_legend(svg, run);
  svg.text({kMargin, kTop + kSize + 22},
           fmt::format("{} km across, north up. In this model, with these inputs. cupola {}, digest {}",
                       2 * to.reach_km, meta(run, "version"), meta(run, "digest")),
           label(11, "#555555"));
  return svg.finish();
}

}  // namespace cupola
