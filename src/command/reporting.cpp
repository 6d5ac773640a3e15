#include "command/reporting.hpp"

#include "command/belief_fusion.hpp"
#include "core/check.hpp"

namespace cupola {

namespace {

constexpr Duration kHeartbeat{1'000'000'000};

}  // namespace

Reporting::Reporting(const OrderOfBattle& own) : own_(own), told_(own.own_fire_units.size()) {
  for (Told& told : told_) told.stock.assign(own.weapons.size(), 0);  // what it never had is no news
  for (const PostId post : own.below) {
    const KnownLink* link = own.link_to(post);
    if (link != nullptr && link->shares.picture) told_below_.push_back(post);
  }
}

template <class Body>
void Reporting::send(Time now, PostId post, const Body& body, std::vector<Envelope>& out) const {
  const Address from{AddressKind::post, own_.self.value}, to{AddressKind::post, post.value};
  out.emplace_back(from, to, now, body);  // in place: a track is a large thing to move
}

void Reporting::report_launches(Time now, const FireControl& fire_control, std::vector<Envelope>& out) const {
  if (!own_.superior.valid()) return;
  for (const GuidedRound& round : fire_control.left()) {
    const Engagement* e = fire_control.engagement(round.engagement);
    if (e == nullptr) continue;
    Status status;
    status.kind = StatusKind::launched;
    status.time = round.launch_time;
    status.fire_unit = e->order.fire_unit;
    status.launcher = round.launcher;
    status.weapon = round.weapon;
    status.interceptor = round.interceptor;
    status.track = e->order.track.number;
    status.up = true;
    send(now, own_.superior, status, out);
  }
}

void Reporting::report(Time now, Picture& picture, const FireControl& fire_control,
                       std::vector<Envelope>& out) {
  if (!own_.superior.valid()) return;
  report_tracks(now, picture, out);
  for (std::size_t u = 0; u < fire_control.unit_count(); ++u) {
    report_radar(u, now, fire_control, out);
    report_unit(u, now, fire_control, out);
  }
}

void Reporting::report_tracks(Time now, Picture& picture, std::vector<Envelope>& out) const {
  for (TrackBelief& belief : picture.beliefs()) {
    if (belief.remote || belief.being_asked) continue;
    const bool lost = belief.gone && belief.shared != Time{INT64_MIN};
    if (!lost && (belief.gone || belief.last_hit == belief.shared)) continue;
    belief.shared = lost ? Time{INT64_MIN} : belief.last_hit;
    Track told = belief.base_track();
    told.confirmed = !lost;
    told.category = belief.identity.category;
    told.word = word_on(belief.identity.iff, belief.identity.emitter);
    send(now, own_.superior, told, out);
  }
}

void Reporting::tell_below(Time now, Picture& picture, std::vector<Envelope>& out) const {
  if (told_below_.empty()) return;
  for (TrackBelief& belief : picture.beliefs()) {
    if (belief.being_asked) continue;
    const bool lost = belief.gone && belief.told_below != Time{INT64_MIN};
    if (!lost && (belief.gone || belief.last_hit == belief.told_below)) continue;
    belief.told_below = lost ? Time{INT64_MIN} : belief.last_hit;
    FusedTrack told{belief.track, origins_of(belief)};
    told.track.confirmed = !lost;
    told.track.owner = own_.self;
    const RemoteTrack* heard = belief.remote ? picture.told(belief.track.number) : nullptr;
    told.track.word =
        heard != nullptr ? heard->track.word : word_on(belief.identity.iff, belief.identity.emitter);
    for (const PostId post : told_below_) {
      if (belief.remote && belief.track.owner == post) continue;
      told.track.category = heard != nullptr ? heard->track.category : picture.found_without(post, belief);
      send(now, post, told, out);
    }
  }
}

void Reporting::report_unit(std::size_t unit, Time now, const FireControl& fire_control,
                            std::vector<Envelope>& out) {
  Told& told = told_[unit];
  const int targets = fire_control.target_channels_free(unit),
            missiles = fire_control.missile_channels_free(unit);
  // Each line carries what it is about and nothing else.
  const auto line = [&](StatusKind kind) {
    Status status;
    status.kind = kind;
    status.time = now;
    status.fire_unit = fire_control.unit(unit).id;
    return status;
  };
  for (const KnownWeapon& weapon : own_.weapons) {
    const int rounds = fire_control.stock(unit, weapon.id);
    if (rounds == told.stock[weapon.id.index()]) continue;
    told.stock[weapon.id.index()] = rounds;
    Status stock = line(StatusKind::stock);
    stock.weapon = weapon.id;
    stock.rounds = rounds;
    send(now, own_.superior, stock, out);
  }
  if (const double delay_s = fire_control.crew_delay_s(unit); delay_s != told.crew_delay_s) {
    told.crew_delay_s = delay_s;
    Status crew = line(StatusKind::crew);
    crew.crew_delay_s = delay_s;
    send(now, own_.superior, crew, out);
  }
  const bool launchers_up = fire_control.launchers_up(unit);
  const bool due = now - told.when >= kHeartbeat;
  const bool same = targets == told.target_channels_free && missiles == told.missile_channels_free &&
                    launchers_up == told.launchers_up;
  if (same && !due) return;
  told.launchers_up = launchers_up;
  told.when = now;
  told.target_channels_free = targets;
  told.missile_channels_free = missiles;
  Status channels = line(StatusKind::channels);
  channels.target_channels_free = targets;
  channels.missile_channels_free = missiles;
  channels.up = launchers_up;
  send(now, own_.superior, channels, out);
}

void Reporting::report_radar(std::size_t unit, Time now, const FireControl& fire_control,
                             std::vector<Envelope>& out) {
  Told& told = told_[unit];
  const SectorKeeping& sector = fire_control.sector(unit);
  const bool first = told.target_channels_free < 0;
  const bool up = fire_control.can_fire(unit);
  const bool same =
      up == told.up && sector.centre_rad() == told.sector_centre_rad && sector.ready_at() == told.until;
  if (same && !first) return;
  told.up = up;
  told.sector_centre_rad = sector.centre_rad();
  told.until = sector.ready_at();
  Status status;
  status.kind = StatusKind::radar;
  status.time = now;
  status.fire_unit = fire_control.unit(unit).id;
  status.radar = fire_control.unit(unit).guidance.id;
  status.up = told.up;
  status.sector_centre_rad = told.sector_centre_rad;
  status.until = told.until;
  send(now, own_.superior, status, out);
}

}  // namespace cupola
