#include <fmt/format.h>

#include "catalogue/figures.hpp"
#include "messages/track_number.hpp"
#include "scenario/lay_down.hpp"

namespace cupola {

namespace {

RadarType in_mode(RadarType radar, FigureMode mode) {
  set_mode(radar, mode);
  return radar;
}

std::string radar_name(const TrafficFile& group, int member) {
  return member_name(group, member) + "/" + group.carries.radar;
}

bool can_be_carried(const Resolving& r, const RadarType& radar, const Node& node) {
  if (radar.navigation.given()) return true;
  r.refuse(Resolving::value(node, "carries"), fmt::format("`{}` cannot be carried", radar.name),
           "a radar that flies has `navigation`: how well it knows its own place");
  return false;
}

void add_radars_of(Resolving& r, const TrafficFile& group, const Node& node, LayDown& lay_down) {
  const RadarType& type = group.catalogue->radars.at(group.carries.radar);
  if (!can_be_carried(r, type, node)) return;
  for (const DefenceFile& defence : r.file.defence)
    for (int member = 0; member < group.count; ++member)
      if (defence.name == member_name(group, member))
        r.refuse(node, fmt::format("`{}` is the name of a defence too", defence.name), "rename one of them");
  RadarDraft radar;
  radar.type = in_mode(type, r.file.figures);
  radar.believed = in_mode(type, believed_mode(r.file.figures));
  ask_as_told(radar.type, r.file.iff);
  ask_as_told(radar.believed, r.file.iff);
  radar.carrier = PlatformId{0};  // it does not stand; by whom it is carried is known later
  radar.post_name = r.posts.at(group.carries.reports_to);
  radar.schedule = states_of(group.carries.readiness, group.carries.schedule, r.scenario.start);
  for (int member = 0; member < group.count; ++member) {
    radar.name = radar_name(group, member);
    lay_down.radars.push_back(radar);
  }
  if (lay_down.radars.size() > kRadarsMost)
    r.refuse(node, fmt::format("more than {} radars with this group", kRadarsMost),
             "the number of a track tells no more apart: leave some out");
}

template <class Named>
Named* find_by_name(std::vector<Named>& all, const std::string& name) {
  for (Named& one : all)
    if (one.name == name) return &one;
  return nullptr;
}

}  // namespace

void add_carried_radars(Resolving& r, LayDown& lay_down) {
  for (std::size_t i = 0; i < r.file.traffic.size(); ++i)
    if (r.file.traffic[i].carries.given())
      add_radars_of(r, r.file.traffic[i], r.entry("traffic", i), lay_down);
}

void place_carried_radars(Resolving& r) {
  for (const TrafficFile& group : r.file.traffic) {
    for (int member = 0; group.carries.given() && member < group.count; ++member) {
      RadarSite* radar = find_by_name(r.scenario.radars, radar_name(group, member));
      const Platform* carrier = find_by_name(r.scenario.platforms, member_name(group, member));
      if (!radar || !carrier) continue;  // told already
      radar->carrier = carrier->id;
      radar->antenna = to_geodetic(carrier->path.at(carrier->path.begin()).p_ecef_m);
      radar->ground_hae_m = r.scenario.earth.ground_hae_m;
      radar->antenna_agl_m = radar->antenna.height_hae_m - r.scenario.earth.ground_hae_m;
    }
  }
}

}  // namespace cupola
