#include <algorithm>
#include <tuple>
#include <utility>

#include "core/check.hpp"
#include "engine/battle.hpp"

namespace cupola {

namespace {

/// An address as one number: simultaneous messages are ordered by receiver, sender, and the order in which
/// one sender sent them, never by the order in which senders happened to be heard.
std::uint32_t packed(Address address) { return static_cast<std::uint32_t>(address.kind) << 28 | address.id; }

/// Behind all that do not come later: what one receiver is sent stays in the order of sending.
void add_in_order(std::vector<Mailbag::Due>& all, const Mailbag::Due& due) {
  auto at = all.end();
  while (at != all.begin() && std::tie((at - 1)->arrival, (at - 1)->to) > std::tie(due.arrival, due.to)) --at;
  all.insert(at, due);
}

}  // namespace

/// Rows that are given go in exchange for those of a message that was delivered.
void Battle::hand_on(RadarId radar, PostId post, Time now, Rows rows) {
  const Address from{AddressKind::radar, radar.value}, to{AddressKind::post, post.value};
  const std::size_t reports = look_.batch.plots.size() + look_.batch.bearings.size();
  const std::optional<Time> arrival =
      network_.arrival(from, to, now, static_cast<int>(reports), Over::links_that_share_plots);
  if (!arrival) return;
  check_arrival(from, to, now, *arrival);
  const Mailbag::Ticket ticket = mail_.put_plots(from, to, now);
  PlotBatch& batch = std::get<PlotBatch>(mail_.at(ticket).body);
  // The truth column stays with the engine.
  const std::size_t sack = Mailbag::sack_of(ticket);
  truth_under_way_.resize(std::max(truth_under_way_.size(), sack + 1));
  BatchTruth& truth = truth_under_way_[sack];
  if (rows == Rows::given) {
    PlotBatch old = std::exchange(batch, std::move(look_.batch));
    look_.batch.cued.swap(old.cued);
    look_.batch.plots.swap(old.plots);
    look_.batch.bearings.swap(old.bearings);
    truth.plots.swap(look_.truth);
    truth.bearings.swap(look_.bearing_truth);
  } else {
    batch = look_.batch;
    truth.plots = look_.truth;
    truth.bearings = look_.bearing_truth;
  }
  queue_.push({*arrival, EventKind::deliver, packed(to), packed(from), mail_ordinal_++, ticket});
}

/// What a post has just said: in the order of arrival, and what comes to one receiver at a time as one run.
void Battle::send_outgoing() {
  due_.clear();
  for (std::uint32_t i = 0; i < outgoing_.size(); ++i) {
    CUPOLA_CHECK(outgoing_[i].from == outgoing_.front().from);
    if (const std::optional<Time> arrival = dispatch(outgoing_[i]))
      add_in_order(due_, {*arrival, packed(outgoing_[i].to), i});
  }
  if (due_.empty()) return;
  const std::uint32_t from = packed(outgoing_.front().from);
  const Mailbag::Ticket first = mail_.take(outgoing_, due_);
  for (std::size_t begin = 0, end = 0; begin < due_.size(); begin = end) {
    const Mailbag::Due& due = due_[begin];
    while (end < due_.size() && due_[end].arrival == due.arrival && due_[end].to == due.to) ++end;
    queue_.push_run({due.arrival, EventKind::deliver, due.to, from, mail_ordinal_, first + begin},
                    end - begin);
    mail_ordinal_ += end - begin;
  }
}

void Battle::send(Envelope&& envelope) {
  const std::optional<Time> arrival = dispatch(envelope);
  if (!arrival) return;
  const std::uint32_t to = packed(envelope.to), from = packed(envelope.from);
  queue_.push({*arrival, EventKind::deliver, to, from, mail_ordinal_++, mail_.put(std::move(envelope))});
}

/// Puts it on its way, which takes of what the way can carry: when it arrives, if at all.
std::optional<Time> Battle::dispatch(const Envelope& envelope) {
  const bool track =
      std::holds_alternative<Track>(envelope.body) || std::holds_alternative<FusedTrack>(envelope.body);
  const std::optional<Time> arrival =
      network_.arrival(envelope.from, envelope.to, envelope.sent, track ? 1 : 0);
  CUPOLA_INSIST(broken_by_sender(world_, envelope));
  if (arrival) check_arrival(envelope.from, envelope.to, envelope.sent, *arrival);
  if (const Track* told = std::get_if<Track>(&envelope.body)) CUPOLA_INSIST(broken_by_track(*told));
  if (const Order* order = std::get_if<Order>(&envelope.body)) {
    if (order->kind == OrderKind::engage || order->kind == OrderKind::launch)
      CUPOLA_INSIST(broken_by_track(order->track));
    if (order->kind == OrderKind::launch)
      CUPOLA_INSIST(broken_by_fire_order(*order, scenario().launchers[order->launcher.index()].place,
                                         scenario().weapons_believed[order->weapon.index()],
                                         scenario().earth));
  }
  chronicle_.sent(envelope, !arrival.has_value());
  return arrival;
}

void Battle::deliver(const Event& event) {
  Envelope& envelope = mail_.at(event.payload);
  if (std::holds_alternative<PlotBatch>(envelope.body)) {  // which come by hand_on() alone
    const std::size_t sack = Mailbag::sack_of(event.payload);
    CUPOLA_CHECK(sack < truth_under_way_.size());
    look_.truth.swap(truth_under_way_[sack].plots);
    look_.bearing_truth.swap(truth_under_way_[sack].bearings);
  }
  switch (envelope.to.kind) {
    case AddressKind::post:
      receive(PostId{envelope.to.id}, event.time, envelope.body);
      break;
    case AddressKind::radar:
      obey(RadarId{envelope.to.id}, envelope.body, event.time);
      break;
    case AddressKind::fire_unit: {
      const Order& order = std::get<Order>(envelope.body);
      const Time when = std::max(order.launch_time, event.time);
      const std::uint32_t unit = envelope.to.id;
      const Mailbag::Ticket ticket = mail_.put(std::move(envelope));
      queue_.push({when, EventKind::launch, unit, 0, mail_ordinal_++, ticket});
      break;
    }
    case AddressKind::interceptor:
      guide(std::get<Uplink>(envelope.body), event.time);
      break;
  }
  mail_.throw_away(event.payload);
}

void Battle::receive(PostId post, Time now, const Message& message) {
  if (!world_.works(post)) return;
  if (tap_) tap_->inbox.push_back({now, post, false, message});
  posts_[post.index()].receive(now, message);
  if (const PlotBatch* batch = std::get_if<PlotBatch>(&message)) {
    chronicle_.tracks(post, posts_[post.index()].tracker(), *batch, look_.truth);
    if (!batch->bearings.empty())
      chronicle_.bearing_tracks(post, posts_[post.index()].tracker(), *batch, look_.bearing_truth);
  }
}

void Battle::obey(RadarId radar, const Message& message, Time now) {
  if (!world_.radar_present(radar, now)) return;  // shot down, landed, or not off the ground yet
  if (const Cue* cue = std::get_if<Cue>(&message)) {
    std::vector<Cue>& cues = cues_[radar.index()];
    const auto at = std::lower_bound(cues.begin(), cues.end(), cue->track,
                                     [](const Cue& c, TrackNumber number) { return c.track < number; });
    const bool known = at != cues.end() && at->track == cue->track;
    if (cue->cancel) {
      if (known) cues.erase(at);
    } else if (known) {
      *at = *cue;
    } else {
      cues.insert(at, *cue);
    }
  } else if (const EmissionOrder* emission = std::get_if<EmissionOrder>(&message)) {
    change_radar(radar, now, [&] {
      if (emission->turn) world_.turn_sector(radar, emission->sector_centre_rad, now);
      world_.set_readiness(radar, emission->radiate ? Readiness::ready : Readiness::standby, now);
    });
  } else if (const ReadinessOrder* readiness = std::get_if<ReadinessOrder>(&message)) {
    if (readiness->state == Readiness::ready && scenario().activation_of(radar) != kNoActivation)
      return alert(radar, now);
    change_radar(radar, now, [&] { world_.set_readiness(radar, readiness->state, now); });
  }
}

}  // namespace cupola
