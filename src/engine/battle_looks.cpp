#include "engine/battle.hpp"
#include "sensing/radar_time.hpp"

namespace cupola {

namespace {

constexpr std::int64_t kSlicesPerTurn = 16;

}  // namespace

Time Battle::slice_border(RadarId radar, std::uint64_t number) const {
  const Duration period = Duration::seconds(scenario().radars[radar.index()].type.rotation_period_s);
  const auto n = static_cast<std::int64_t>(number);
  return scenario().start +
         Duration{period.ns * (n / kSlicesPerTurn) + period.ns * (n % kSlicesPerTurn) / kSlicesPerTurn};
}

Time Battle::listening_border(RadarId id, std::uint64_t number) const {
  const Duration period = Duration::seconds(scenario().passive(id).type.update_period_s);
  return scenario().start + Duration{period.ns * static_cast<std::int64_t>(number)};
}

void Battle::schedule_looks() {
  for (const RadarSite& radar : scenario().radars) {
    if (radar.type.scan == ScanKind::rotating) {
      queue_.push({slice_border(radar.id, 1), EventKind::slice, radar.id.value});
    } else {
      queue_.push({scenario().start + Duration::seconds(radar.type.search_frame_s), EventKind::frame,
                   radar.id.value});
      queue_.push({scenario().start + Duration::seconds(radar.type.track_interval_s), EventKind::dwells,
                   radar.id.value});
    }
  }
  for (const PassiveSite& passive : scenario().passives)
    queue_.push({listening_border(passive.id, 1), EventKind::listen, passive.id.value});
}

void Battle::schedule_next_look(const Event& event) {
  const RadarType& type = scenario().radars[event.subject].type;
  Event following = event;
  ++following.ordinal;
  if (event.kind == EventKind::slice)
    following.time = slice_border(RadarId{event.subject}, following.ordinal + 1);
  else if (event.kind == EventKind::frame)
    following.time = event.time + search_frame(type, served_[event.subject]);
  else
    following.time = event.time + Duration::seconds(type.track_interval_s);
  queue_.push(following);
}

void Battle::look(const Event& event) {
  const RadarId radar{event.subject};
  const auto number = static_cast<std::uint32_t>(event.ordinal);
  schedule_next_look(event);
  look_.clear();
  if (world_.elsewhere(radar)) {  // its fire unit belongs to another place: nobody looks from here
    frame_begins_[radar.index()] = event.time;
    return;
  }
  if (event.kind == EventKind::slice) {
    sensing_.slice(world_, radar, number, slice_border(radar, number), event.time, look_);
  } else if (event.kind == EventKind::frame) {
    Time& begin = frame_begins_[radar.index()];
    sensing_.frame(world_, radar, number, begin, event.time, look_);
    begin = event.time;
  } else {
    served_[radar.index()] = 0;
    if (!cues_[radar.index()].empty()) {
      sensing_.dwells(world_, radar, number, event.time, cues_[radar.index()], look_);
      served_[radar.index()] = look_.busiest_array;
    }
    note_saturation(radar);
    if (cues_[radar.index()].empty()) return;
  }
  chronicle_.looks(look_.looks, event.time);
  if (!look_.exposed.empty()) chronicle_.exposed(look_.exposed);
  if (look_.radiated) share(radar, event.time);
}

void Battle::listen(const Event& event) {
  const RadarId id{event.subject};
  Event following = event;
  ++following.ordinal;
  following.time = listening_border(id, following.ordinal + 1);
  queue_.push(following);
  sensing_.listen(world_, id, static_cast<std::uint32_t>(event.ordinal), listening_border(id, event.ordinal),
                  event.time, look_);
  if (look_.radiated) share(id, event.time);
}

void Battle::share(RadarId radar, Time now) {
  for (std::size_t i = 0; i < look_.truth.size(); ++i)
    if (const PlotTruth& truth = look_.truth[i]; truth.platform.valid() && truth.merged > 0)
      CUPOLA_INSIST(broken_by_detection(look_.batch.plots[i].time, world_.death_time(truth.platform)));
  chronicle_.plots(look_.batch, look_.truth);
  chronicle_.bearings(look_.batch, look_.bearing_truth);
  for (const PostId post : plan_->hearers[radar.index()]) hand_on(radar, post, now, Rows::copied);
  // The own post last: it gets the rows themselves, and hears its radar without a line, whose luck the order might move.
  hand_on(radar, scenario().post_of(radar), now, Rows::given);
}

}  // namespace cupola
