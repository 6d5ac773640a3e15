#pragma once

#include <string>
#include <vector>

#include "network/network.hpp"

namespace cupola::testing {

inline constexpr Address post(std::uint32_t id) { return {AddressKind::post, id}; }
inline constexpr Address radar(std::uint32_t id) { return {AddressKind::radar, id}; }
inline constexpr Address fire_unit(std::uint32_t id) { return {AddressKind::fire_unit, id}; }
inline constexpr Address interceptor(std::uint32_t id) { return {AddressKind::interceptor, id}; }

inline Time second(double s) { return Time{} + Duration::seconds(s); }

/// Three posts with a radar and a fire unit each; the first two are linked.
inline Scenario three_posts() {
  Scenario scenario;
  scenario.internal_latency_s = 0.1;
  for (std::uint32_t i = 0; i < 3; ++i) {
    PostSite site;
    site.id = PostId{i};
    site.name = std::string("post ") + static_cast<char>('a' + i);
    scenario.posts.push_back(site);
    RadarSite radar_site;
    radar_site.id = RadarId{i};
    radar_site.post = PostId{i};
    scenario.radars.push_back(radar_site);
    FireUnitSite unit;
    unit.id = FireUnitId{i};
    unit.post = PostId{i};
    scenario.fire_units.push_back(unit);
  }
  Link link;
  link.a = PostId{0};
  link.b = PostId{1};
  link.latency_s = 2.0;
  scenario.links.push_back(link);
  return scenario;
}

/// Which of `n` messages arrive, one each second.
inline std::vector<bool> arrivals(Network& network, Address from, Address to, int n) {
  std::vector<bool> got;
  for (int i = 0; i < n; ++i) got.push_back(network.arrival(from, to, second(i)).has_value());
  return got;
}

/// Two posts, one link without delay.
inline Scenario two_posts() {
  Scenario scenario = three_posts();
  scenario.internal_latency_s = 0.0;
  scenario.links[0].latency_s = 0.0;
  scenario.links[0].message_bits = 1.0;
  scenario.links[0].report_bits = 2.0;
  return scenario;
}

}  // namespace cupola::testing
