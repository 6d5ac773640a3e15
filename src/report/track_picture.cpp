#include "report/track_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "earth/geodetic.hpp"
#include "report/svg.hpp"

namespace cupola {

namespace {

constexpr double kSize = 860.0, kLeft = 64.0, kTop = 66.0, kBottom = 58.0, kLegend = 275.0;
constexpr std::size_t kMostPlots = 100'000, kMostNamed = 30, kFewPlots = 500;

// Okabe and Ito's colours: told apart by colour-blind readers too; width and dash tell the same once more.
constexpr const char* kTruth = "#b5b5b5";
constexpr const char* kMissed = "#e69f00";
constexpr const char* kTrack = "#0072b2";
constexpr const char* kFalse = "#d55e00";
constexpr const char* kSwitch = "#000000";
constexpr const char* kPlot = "#9ed0ee";

std::string stroke(const char* colour, double width, const char* more = "") {
  return fmt::format("stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\" {}", colour, width, more);
}

std::string label(double size, const char* colour = "#333333", const char* more = "") {
  return fmt::format("font-size=\"{}\" fill=\"{}\" {}", size, colour, more);
}

constexpr const char* kHalo = "stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\"";

/// From positions to the page: a square of the plane.
class Frame {
 public:
  explicit Frame(const TrackPicture& picture) : in_space_(picture.in_space) {
    if (in_space_) touch(picture.truth.states.empty() ? picture.tracks : picture.truth);
    Vec3 least{INFINITY, INFINITY, 0}, most{-INFINITY, -INFINITY, 0};
    for (const ScanStates* states : {&picture.truth, &picture.tracks})
      for (const ScoredState& state : states->states) {
        const Vec3 p = km(state.position_m);
        least = {std::min(least.x, p.x), std::min(least.y, p.y), 0};
        most = {std::max(most.x, p.x), std::max(most.y, p.y), 0};
      }
    if (picture.truth.states.empty())
      for (const Vec3& plot_m : picture.plots) {
        const Vec3 p = km(plot_m);
        least = {std::min(least.x, p.x), std::min(least.y, p.y), 0};
        most = {std::max(most.x, p.x), std::max(most.y, p.y), 0};
      }
    if (least.x > most.x) least = most = {};
    middle_ = 0.5 * (least + most);
    reach_km_ = std::max({0.5 * (most.x - least.x), 0.5 * (most.y - least.y), 0.1}) * 1.06;
  }

  PagePoint operator()(const Vec3& p_m) const { return page(km(p_m)); }
  PagePoint page(const Vec3& p_km) const {
    const double scale = 0.5 * kSize / reach_km_;
    return {kLeft + 0.5 * kSize + (p_km.x - middle_.x) * scale,
            kTop + 0.5 * kSize - (p_km.y - middle_.y) * scale};
  }
  bool holds(PagePoint p) const {
    return p.x >= kLeft && p.x <= kLeft + kSize && p.y >= kTop && p.y <= kTop + kSize;
  }
  double least_east_km() const { return middle_.x - reach_km_; }
  double least_north_km() const { return middle_.y - reach_km_; }
  double width_km() const { return 2.0 * reach_km_; }
  std::string where() const {
    if (!in_space_) return "of the plane's origin";
    return fmt::format("of {:.3f}° N {:.3f}° E", place_.latitude_rad * 180.0 / math::kPi,
                       place_.longitude_rad * 180.0 / math::kPi);
  }

 private:
  void touch(const ScanStates& states) {
    Vec3 sum;
    for (const ScoredState& state : states.states) sum = sum + state.position_m;
    if (states.states.empty()) sum = {kWgs84SemiMajor_m, 0, 0};
    place_ = to_geodetic(sum / static_cast<double>(std::max<std::size_t>(1, states.states.size())));
    place_.height_hae_m = 0.0;
    local_ = LocalFrame::at(place_);
  }
  Vec3 km(const Vec3& p_m) const {
    const Vec3 flat_m = in_space_ ? local_.enu_from_ecef(p_m) : p_m;
    return {flat_m.x * 1e-3, flat_m.y * 1e-3, 0.0};
  }

  bool in_space_;
  Geodetic place_;
  LocalFrame local_;
  Vec3 middle_;
  double reach_km_ = 1.0;
};

/// 1, 2 or 5 times a power of ten: five to ten of it in the width.
double tick_km(double width_km) {
  double step = 1e-3;
  for (const double next : {2.0, 2.5, 2.0})
    if (width_km / step > 10.0) step *= next;
  while (width_km / step > 10.0)
    for (const double next : {2.0, 2.5, 2.0})
      if (width_km / step > 10.0) step *= next;
  return step;
}

void draw_axes(Svg& svg, const Frame& to) {
  const double step = tick_km(to.width_km());
  const auto ticks = [step](double from, double width, auto&& draw) {
    for (double n = std::ceil(from / step); n * step <= from + width; n += 1.0) draw(n * step);
  };
  const Vec3 corner_km{to.least_east_km(), to.least_north_km(), 0};
  const double bottom = kTop + kSize;
  ticks(corner_km.x, to.width_km(), [&](double east) {
    const double x = to.page({east, 0, 0}).x;
    svg.line({x, kTop}, {x, bottom}, stroke("#ececec", 1));
    svg.text({x, bottom + 16}, fmt::format("{:.6g}", east + 0.0),
             label(11, "#333333", "text-anchor=\"middle\""));
  });
  ticks(corner_km.y, to.width_km(), [&](double north) {
    const double y = to.page({0, north, 0}).y;
    svg.line({kLeft, y}, {kLeft + kSize, y}, stroke("#ececec", 1));
    svg.text({kLeft - 6, y + 4}, fmt::format("{:.6g}", north + 0.0),
             label(11, "#333333", "text-anchor=\"end\""));
  });
  svg.rectangle({kLeft, kTop}, kSize, kSize, "fill=\"none\" " + stroke("#777777", 1));
  svg.text({kLeft + kSize / 2, bottom + 34}, "km east " + to.where(),
           label(12, "#333333", "text-anchor=\"middle\""));
  svg.text({16, kTop + kSize / 2}, "km north",
           label(12, "#333333",
                 fmt::format("text-anchor=\"middle\" transform=\"rotate(-90 16 {:.1f})\"", kTop + kSize / 2)
                     .c_str()));
}

/// Rows of one name, scan by scan, as places in ScanStates::states; a gap of a scan divides them.
std::vector<std::vector<std::size_t>> lines_of(const ScanStates& states) {
  std::vector<std::vector<std::size_t>> lines;
  std::vector<int> last_scan(static_cast<std::size_t>(states.whos), -2), line(last_scan.size(), -1);
  for (std::size_t k = 0; k < states.scans(); ++k)
    for (std::size_t i = states.begin[k]; i < states.begin[k + 1]; ++i) {
      const auto who = static_cast<std::size_t>(states.states[i].who);
      if (last_scan[who] != static_cast<int>(k) - 1) {
        line[who] = static_cast<int>(lines.size());
        lines.emplace_back();
      }
      last_scan[who] = static_cast<int>(k);
      lines[static_cast<std::size_t>(line[who])].push_back(i);
    }
  return lines;
}

/// By state of the truth: a track was on it.
std::vector<char> tracked(const TrackPicture& p) {
  std::vector<char> flags(p.truth.states.size(), 0);
  for (std::size_t k = 0; k < p.tracks.scans(); ++k)
    for (std::size_t i = p.tracks.begin[k]; i < p.tracks.begin[k + 1]; ++i)
      if (const std::int32_t who = p.scores.truth_of_state[i]; who >= 0)
        flags[static_cast<std::size_t>(p.truth.find(k, who) - p.truth.states.data())] = 1;
  return flags;
}

class Drawing {
 public:
  Drawing(const TrackPicture& picture, Svg& svg) : p_(picture), svg_(svg), to_(picture) {}

  void draw() {
    draw_axes(svg_, to_);
    svg_.open_clip({kLeft, kTop}, kSize, kSize);
    draw_plots();
    draw_truth();
    draw_tracks();
    draw_switches();
    name_tracks();
    svg_.close_clip();
    draw_legend();
  }

 private:
  void draw_plots() {
    const std::size_t every = p_.plots.size() / kMostPlots + 1;
    std::vector<std::vector<PagePoint>> dots;
    for (std::size_t i = 0; i < p_.plots.size(); i += every)
      if (const PagePoint at = to_(p_.plots[i]); to_.holds(at)) dots.push_back({at});
    svg_.path(dots, "fill=\"none\" " +
                        stroke(kPlot, p_.plots.size() < kFewPlots ? 5.0 : 2.2, "stroke-linecap=\"round\""));
    if (every > 1) plots_note_ = fmt::format(" (one in {})", every);
  }

  /// Runs of equal flags, each with the point before it, so that they meet.
  template <class Flag, class Style>
  void draw_runs(const ScanStates& states, const Flag& flag, const Style& style) {
    for (const std::vector<std::size_t>& line : lines_of(states))
      for (std::size_t begin = 0; begin < line.size();) {
        std::size_t end = begin + 1;
        while (end < line.size() && flag(line[end]) == flag(line[begin])) ++end;
        std::vector<PagePoint> points;
        for (std::size_t i = begin > 0 ? begin - 1 : begin; i < end; ++i)
          points.push_back(to_(states.states[line[i]].position_m));
        const bool lone = points.size() == 1;
        if (lone) points.push_back({points.front().x + 0.1, points.front().y});
        svg_.polyline(points, style(flag(line[begin]), lone));
        begin = end;
      }
  }

  void draw_truth() {
    if (!scored()) return;
    const std::vector<char> on = tracked(p_);
    draw_runs(
        p_.truth, [&](std::size_t i) { return on[i] != 0; },
        [](bool is_tracked, bool) {
          return stroke(is_tracked ? kTruth : kMissed, 3.6, "stroke-linecap=\"round\"");
        });
  }

  void draw_tracks() {
    draw_runs(
        p_.tracks, [&](std::size_t i) { return !scored() || p_.scores.truth_of_state[i] >= 0; },
        [](bool on_truth, bool lone) {
          return on_truth ? stroke(kTrack, lone ? 3 : 1.3, "stroke-linecap=\"round\"")
                          : stroke(kFalse, lone ? 4 : 1.8, "stroke-linecap=\"round\"");
        });
  }

  void draw_switches() {
    for (const IdentitySwitch& change : p_.scores.switches)
      if (const ScoredState* state = p_.truth.find(change.scan, change.truth))
        svg_.circle(to_(state->position_m), 6.5, "fill=\"none\" " + stroke(kSwitch, 1.5));
  }

  /// Each track's name at its end, where they are few enough to be read.
  void name_tracks() {
    std::vector<const ScoredState*> last(static_cast<std::size_t>(p_.tracks.whos), nullptr);
    for (const ScoredState& state : p_.tracks.states) last[static_cast<std::size_t>(state.who)] = &state;
    if (static_cast<std::size_t>(
            std::count_if(last.begin(), last.end(), [](auto* s) { return s != nullptr; })) > kMostNamed)
      return;
    for (const ScoredState* state : last) {
      if (!state) continue;
      const PagePoint at = to_(state->position_m);
      const bool near_right = at.x > kLeft + kSize - 40;
      svg_.text({at.x + (near_right ? -5 : 5), at.y - 4},
                p_.track_names[static_cast<std::size_t>(state->who)],
                label(10, kTrack, near_right ? "text-anchor=\"end\" " : "") + kHalo);
    }
  }

  /// Without a truth nothing is right or wrong.
  bool scored() const { return !p_.truth.states.empty(); }

  void draw_legend() {
    double y = kTop + 8;
    const double x = kLeft + kSize + 22;
    const auto entry = [&](const std::string& words, auto&& draw) {
      draw(PagePoint{x + 14, y});
      svg_.text({x + 38, y + 4}, words, label(12));
      y += 22;
    };
    const auto line = [&](const char* colour, double width) {
      return [this, colour, width](PagePoint at) {
        svg_.line({at.x - 14, at.y}, {at.x + 14, at.y}, stroke(colour, width));
      };
    };
    if (scored()) {
      entry("truth", line(kTruth, 3.6));
      entry(fmt::format("truth, missed ({:.2f} a scan)", p_.scores.missed), line(kMissed, 3.6));
      entry("track on a truth", line(kTrack, 1.3));
      entry(fmt::format("track on none: false ({:.2f} a scan)", p_.scores.spurious), line(kFalse, 1.8));
      entry(fmt::format("identity switch ({})", p_.scores.switches.size()),
            [this](PagePoint at) { svg_.circle(at, 6.5, "fill=\"none\" " + stroke(kSwitch, 1.5)); });
    } else {
      entry(fmt::format("tracks ({})", p_.track_names.size()), line(kTrack, 1.3));
    }
    if (!p_.plots.empty())
      entry("plots" + plots_note_,
            [this](PagePoint at) { svg_.circle(at, 1.6, fmt::format("fill=\"{}\"", kPlot)); });
    if (!scored()) return;
    y += 8;
    const ScanScores& s = p_.scores;
    for (const std::string& words :
         {fmt::format("{} scans", s.scans.size()), fmt::format("OSPA {:.1f} m", s.ospa_m),
          fmt::format("GOSPA {:.1f} m", s.gospa_m), fmt::format("purity {:.1f} %", 100.0 * s.purity)}) {
      svg_.text({x, y + 4}, words, label(12, "#555555"));
      y += 18;
    }
  }

  const TrackPicture& p_;
  Svg& svg_;
  Frame to_;
  std::string plots_note_;
};

}  // namespace

std::string draw_tracks(const TrackPicture& picture, const std::string& version) {
  const double width = kLeft + kSize + 22 + kLegend, height = kTop + kSize + kBottom;
  Svg svg(width, height, picture.title);
  svg.text({kLeft, 28}, picture.title, label(18, "#111111", "font-weight=\"bold\""));
  svg.text({kLeft, 50}, picture.subtitle, label(12, "#555555"));
  Drawing(picture, svg).draw();
  svg.text({kLeft, height - 8}, fmt::format("North up. cupola {}", version), label(10, "#777777"));
  return svg.finish();
}

}  // namespace cupola
