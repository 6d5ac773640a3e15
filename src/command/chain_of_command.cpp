#include "command/chain_of_command.hpp"

namespace cupola {

namespace {

WeaponsControl control_of(WeaponsState state, WeaponsControl otherwise) {
  switch (state) {
    case WeaponsState::hold:
      return WeaponsControl::hold;
    case WeaponsState::tight:
      return WeaponsControl::tight;
    case WeaponsState::free:
      return WeaponsControl::free;
    case WeaponsState::unchanged:
      break;
  }
  return otherwise;
}

WeaponsState state_of(WeaponsControl control) {
  return control == WeaponsControl::hold    ? WeaponsState::hold
         : control == WeaponsControl::tight ? WeaponsState::tight
                                            : WeaponsState::free;
}

WeaponsState standing_order(SilentWeapons weapons) {
  switch (weapons) {
    case SilentWeapons::hold:
      return WeaponsState::hold;
    case SilentWeapons::tight:
      return WeaponsState::tight;
    case SilentWeapons::free:
      return WeaponsState::free;
    case SilentWeapons::as_before:
      break;
  }
  return WeaponsState::unchanged;
}

PostId sender_of(const Message& message) {
  if (const auto* order = std::get_if<Order>(&message)) return order->from;
  if (const auto* track = std::get_if<Track>(&message)) return track->owner;
  if (const auto* fused = std::get_if<FusedTrack>(&message)) return fused->track.owner;
  if (const auto* alert = std::get_if<ReadinessOrder>(&message)) return alert->from;
  return {};
}

}  // namespace

ChainOfCommand::ChainOfCommand(const OrderOfBattle& own)
    : own_(own), weapons_(own.doctrine.weapons_control) {}

/// Inside a set nobody does: its net is intact at every level (RULES 14).
bool ChainOfCommand::listens() const {
  if (!own_.superior.valid() || own_.doctrine.command.silence_s <= 0.0) return false;
  const KnownLink* link = own_.link_to(own_.superior);
  return link == nullptr || link->watched;
}

bool ChainOfCommand::heeds(Time now, const Message& message) {
  const PostId sender = sender_of(message);
  if (!sender.valid() || sender != own_.superior) return true;
  heard_ = now;
  if (std::holds_alternative<ReadinessOrder>(message)) return true;  // no order on whom to engage, nor when
  if (own_.doctrine.command.mode == CommandMode::autonomous) return false;
  if (const auto* order = std::get_if<Order>(&message);
      order != nullptr && order->kind == OrderKind::weapons) {
    if (order->state != WeaponsState::unchanged) from_above_ = order->state;
    return false;  // that was all
  }
  return true;
}

void ChainOfCommand::listen(Time now) {
  if (!started_) heard_ = now;  // the time of silence begins
  started_ = true;
  cut_off_ = listens() && now - heard_ > Duration::seconds(own_.doctrine.command.silence_s);
  const bool on_its_own = !own_.superior.valid() || own_.doctrine.command.mode != CommandMode::centralised ||
                          (cut_off_ && own_.doctrine.command.when_silent == WhenSilent::fight);
  assigns_ = on_its_own && !own_.fire_units.empty();
}

WeaponsState ChainOfCommand::ordered_here(Time now) const {
  if (cut_off_)
    if (const WeaponsState standing = standing_order(own_.doctrine.command.weapons_when_silent);
        standing != WeaponsState::unchanged)
      return standing;
  if (from_above_ != WeaponsState::unchanged) return from_above_;
  WeaponsState state = WeaponsState::unchanged;
  for (const auto& [when, control] : own_.weapons_orders)
    if (when <= now) state = state_of(control);
  return state;
}

void ChainOfCommand::decide(Time now, std::vector<Envelope>& out) {
  const bool first = !started_;
  listen(now);
  const WeaponsState state = ordered_here(now);
  weapons_ = control_of(state, own_.doctrine.weapons_control);
  if (first) told_when_ = now;
  if (!own_.below.empty()) tell_below(now, state, out);
}

void ChainOfCommand::tell_below(Time now, WeaponsState state, std::vector<Envelope>& out) {
  // What was ordered and is no longer must be taken back by name.
  if (state == WeaponsState::unchanged && told_ != WeaponsState::unchanged)
    state = state_of(own_.doctrine.weapons_control);
  const bool news = state != told_;
  const double heartbeat_s = own_.doctrine.command.heartbeat_s;
  const bool due = heartbeat_s > 0.0 && now - told_when_ >= Duration::seconds(heartbeat_s);
  if (!news && !due) return;
  Order order;
  order.kind = OrderKind::weapons;
  order.from = own_.self;
  order.state = state;
  for (const PostId post : own_.below) {
    const KnownLink* link = own_.link_to(post);
    if (news || (link != nullptr && link->watched))
      out.push_back({{AddressKind::post, own_.self.value}, {AddressKind::post, post.value}, now, order});
  }
  told_ = state;
  told_when_ = now;
}

}  // namespace cupola
