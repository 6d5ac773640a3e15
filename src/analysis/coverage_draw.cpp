#include "analysis/coverage_draw.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "catalogue/figures.hpp"

namespace cupola {
namespace {

// The limits of an interceptor's zone: all else of it is flight or end game.
constexpr std::array<std::string_view, 6> kZone = {"range_min",    "range_max",    "range_max_ballistic",
                                                   "altitude_min", "altitude_max", "target_speed_max"};

/// Draws the figures of one record that `wanted` names.
template <class Record, class Wanted>
void draw_record(Record& record, const std::string& type, FigureMode mode, ReplicateKey key,
                 const Wanted& wanted) {
  for_each_figure(record, [&](const FigureSite& site, Figure& figure) {
    if (figure.distribution == Distribution::fixed || !wanted(site.name)) return;
    // A value that is not the mode's was declared by the scenario.
    if (figure.value != value_in_mode(figure, mode, site.worse)) return;
    Draws draws(key, stream_key(Purpose::parameter, name_key(type), name_key(site.name)), 0);
    const double u = draws.uniform();
    figure.value = drawn_value(figure, u, site.measure.whole);
  });
}

bool everything(const std::string&) { return true; }

}  // namespace

void draw_figures(Scenario& scenario, ReplicateKey key, bool hold_antennas) {
  for (RadarSite& site : scenario.radars) {
    const double before_m = site.type.antenna_height_m;
    const bool on_mast = site.antenna_agl_m != before_m;
    const bool held = on_mast || hold_antennas;
    draw_record(site.type, "radar " + site.type.name, scenario.figures, key,
                [held](const std::string& name) { return !held || name != "antenna_height"; });
    if (held) continue;
    site.antenna_agl_m = site.type.antenna_height_m;
    site.antenna.height_hae_m += site.antenna_agl_m - before_m;
  }
  draw_record(scenario.environment.cover, "ground " + scenario.environment.cover.name, scenario.figures, key,
              everything);
  for (InterceptorType& weapon : scenario.weapons_true)
    draw_record(weapon, "interceptor " + weapon.name, scenario.figures, key, [](const std::string& name) {
      return std::find(kZone.begin(), kZone.end(), name) != kZone.end();
    });
  for (PostSite& post : scenario.posts)
    draw_record(post.doctrine, "doctrine " + post.doctrine.name, scenario.figures, key,
                [](const std::string& name) { return name == "keep_out"; });
}

void draw_figures(PlatformType& target, FigureMode mode, ReplicateKey key) {
  draw_record(target, "platform " + target.name, mode, key, everything);
  fill_missing_bands(target);
}

}  // namespace cupola
