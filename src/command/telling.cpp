#include "command/telling.hpp"

#include <algorithm>
#include <tuple>

namespace cupola {

namespace {

auto line_of(const Status& s) {
  const WeaponTypeId weapon = s.kind == StatusKind::stock ? s.weapon : WeaponTypeId{};
  return std::tuple{s.kind, s.fire_unit.value, s.radar.value, weapon.value};
}

void hide_identity(Track& track) {
  track.category = Category::unknown;
  track.word = IdentityWord::none;
}

}  // namespace

Telling::Telling(const OrderOfBattle& own) : self_(own.self), superior_(own.superior) {
  for (const KnownLink& link : own.links)
    if (!link.shares.everything()) tellers_.push_back({link, {}, {}, false, {}});
}

template <class Body>
void Telling::send(const Teller& teller, Time now, const Body& body, std::vector<Envelope>& out) const {
  out.push_back({{AddressKind::post, self_.value}, {AddressKind::post, teller.link.other.value}, now, body});
}

void Telling::sift(Time now, std::size_t before, std::vector<Envelope>& out) {
  if (tellers_.empty()) return;
  std::size_t kept = before;
  for (std::size_t i = before; i < out.size(); ++i) {
    const auto teller = std::find_if(tellers_.begin(), tellers_.end(), [&](const Teller& t) {
      return out[i].to == Address{AddressKind::post, t.link.other.value};
    });
    if (teller != tellers_.end() && !passes(*teller, out[i])) continue;
    if (kept != i) out[kept] = std::move(out[i]);
    ++kept;
  }
  out.erase(out.begin() + static_cast<std::ptrdiff_t>(kept), out.end());
  for (Teller& teller : tellers_) {
    tell_tracks(teller, now, out);
    tell_lines(teller, now, out);
  }
}

/// Whether it goes at once; what waits has been kept.
bool Telling::passes(Teller& teller, Envelope& envelope) {
  const LinkSharing& shares = teller.link.shares;
  if (auto* track = std::get_if<Track>(&envelope.body)) return passes(teller, *track, {});
  if (auto* fused = std::get_if<FusedTrack>(&envelope.body))
    return passes(teller, fused->track, fused->origins);
  if (auto* order = std::get_if<Order>(&envelope.body)) {
    if (order->kind == OrderKind::weapons) return true;
    if (!shares.identity) hide_identity(order->track);
    return shares.orders;
  }
  if (const auto* status = std::get_if<Status>(&envelope.body)) {
    if (!shares.status) return false;
    const bool line = status->kind == StatusKind::channels || status->kind == StatusKind::stock ||
                      status->kind == StatusKind::radar;
    return !line || shares.status_interval_s == 0.0 || keep(teller, *status);
  }
  return !std::holds_alternative<Assessment>(envelope.body) || shares.orders;
}

bool Telling::passes(Teller& teller, Track& track, const std::vector<TrackOrigin>& origins) {
  const LinkSharing& shares = teller.link.shares;
  if (!shares.tracks && teller.link.other == superior_) return false;
  if (!shares.identity) hide_identity(track);
  if (shares.track_interval_s == 0.0 && shares.tell_pause_s == 0.0) return true;
  return keep(teller, {track, origins});
}

bool Telling::keep(Teller& teller, const FusedTrack& told) const {
  const Track& track = told.track;
  const auto at = std::lower_bound(teller.tracks.begin(), teller.tracks.end(), track.number,
                                   [](const HeldTrack& h, TrackNumber n) { return h.told.track.number < n; });
  const bool known = at != teller.tracks.end() && at->told.track.number == track.number;
  if (!track.confirmed && !(known && at->heard)) {
    if (known) teller.tracks.erase(at);  // nobody has heard of it
    return false;
  }
  if (known) {
    at->told = told;
    at->news = true;
  } else {
    teller.tracks.insert(at, {told, true, false, {}});
  }
  return false;
}

bool Telling::keep(Teller& teller, const Status& status) const {
  const auto at =
      std::lower_bound(teller.lines.begin(), teller.lines.end(), status,
                       [](const HeldStatus& h, const Status& s) { return line_of(h.status) < line_of(s); });
  if (at != teller.lines.end() && line_of(at->status) == line_of(status)) {
    if (status.time < at->status.time) return false;  // passed on, and overtaken on the way
    at->status = status;
    at->news = true;
  } else {
    teller.lines.insert(at, {status, true, false, {}});
  }
  return false;
}

void Telling::tell_tracks(Teller& teller, Time now, std::vector<Envelope>& out) {
  const Duration pause = Duration::seconds(teller.link.shares.tell_pause_s),
                 interval = Duration::seconds(teller.link.shares.track_interval_s);
  for (;;) {
    if (teller.spoken && now - teller.spoken_at < pause) return;
    HeldTrack* next = nullptr;
    for (HeldTrack& held : teller.tracks) {
      if (!held.news || (held.heard && now - held.when < interval)) continue;
      const auto rank = [](const HeldTrack& h) { return std::tuple{h.heard, h.heard ? h.when : Time{}}; };
      if (next == nullptr || rank(held) < rank(*next)) next = &held;
    }
    if (next == nullptr) return;
    if (next->told.origins.empty())
      send(teller, now, next->told.track, out);
    else
      send(teller, now, next->told, out);
    teller.spoken = true;
    teller.spoken_at = next->when = now;
    next->news = false;
    next->heard = true;
    if (!next->told.track.confirmed)
      teller.tracks.erase(teller.tracks.begin() + (next - teller.tracks.data()));
  }
}

void Telling::tell_lines(Teller& teller, Time now, std::vector<Envelope>& out) {
  const Duration interval = Duration::seconds(teller.link.shares.status_interval_s);
  for (HeldStatus& held : teller.lines) {
    if (!held.news || (held.told && now - held.when < interval)) continue;
    send(teller, now, held.status, out);
    held.news = false;
    held.told = true;
    held.when = now;
  }
}

}  // namespace cupola
