#include <algorithm>

#include "command/belief_fusion.hpp"
#include "command/tasking.hpp"

// What fire units have to give, and what becomes of the tasks already given.
namespace cupola {

namespace {

constexpr Duration kUnheardOrder{15'000'000'000};
constexpr Duration kSaidAgain{5'000'000'000};  // an order that may have been lost

/// It has said, or the superior says, that it is no enemy. What it merely behaves like calls no round back.
bool not_an_enemy(const TrackBelief& belief) {
  switch (belief.told_from_above) {
    case Category::friendly:
    case Category::assumed_friend:
    case Category::neutral:
      return true;
    default:
      break;
  }
  const bool answered =
      belief.identity.iff == IffEvidence::national || belief.identity.iff == IffEvidence::civil;
  return answered && belief.category() != Category::hostile && belief.category() != Category::suspect;
}

}  // namespace

void Tasking::follow_renamings(const Picture& picture) {
  for (const Renaming& renamed : picture.renamings())
    for (Task& task : tasks_)
      if (task.track == renamed.from) task.track = renamed.to;
}

void Tasking::drop_unheard(Time now, Picture& picture) {
  std::erase_if(tasks_, [&](const Task& task) {
    const UnitBook& book = books_[task.unit];
    const bool unheard = !book.own && now - book.heard > book.silence && task.rounds_left_rail == 0 &&
                         now - task.ordered > kUnheardOrder;
    if (!unheard) return false;
    TrackBelief* belief = picture.find(task.track);
    // Of a target called off it may still have the order, and is told to cease until it answers.
    if (task.called_off && belief != nullptr && release_of(*belief) != Release::allowed) return false;
    if (belief != nullptr) belief->task.tasked = false;
    return true;
  });
}

void Tasking::call_off(Time now, Picture& picture, Outlet& outlet) {
  for (Task& task : tasks_) {
    TrackBelief* belief = picture.find(task.track, task.belief_row);
    if (task.called_off || belief == nullptr) continue;
    const bool off =
        task.rounds_left_rail > 0 ? not_an_enemy(*belief) : release_of(*belief) != Release::allowed;
    if (!off) continue;
    task.called_off = true;
    task.order.kind = OrderKind::cease;  // under the same number: that of the order that it ends
    task.last_sent = now;
    if (books_[task.unit].own)
      outlet.fire_control.take_order(now, task.order, now);
    else
      send(now, task, task.order, outlet.envelopes);
  }
}

void Tasking::keep_informed(Time now, const Picture& picture, std::vector<Envelope>& out) {
  for (Task& task : tasks_) {
    const UnitBook& book = books_[task.unit];
    const TrackBelief* belief = picture.find(task.track, task.belief_row);
    if (book.own || belief == nullptr || belief->gone || belief->track.time <= task.track_sent) continue;
    if (belief->remote && belief->track.owner == book.known.post) continue;  // it told us
    Track told = belief->track;
    told.number = task.order.track.number;
    told.owner = own_.self;
    told.category = belief->category();
    task.track_sent = belief->track.time;
    if (std::vector<TrackOrigin> origins = origins_of(*belief); !origins.empty())
      send(now, task, FusedTrack{told, std::move(origins)}, out);
    else
      send(now, task, told, out);
  }
}

/// Until it is answered: a cease that is lost would leave the fire running.
void Tasking::repeat_ceases(Time now, std::vector<Envelope>& out) {
  for (Task& task : tasks_) {
    if (!task.called_off || books_[task.unit].own || now - task.last_sent < kSaidAgain) continue;
    task.last_sent = now;
    send(now, task, task.order, out);
  }
}

void Tasking::repeat_unknown_orders(Time now, const Picture& picture, std::vector<Envelope>& out) {
  constexpr Duration kSettled{2'000'000'000};
  for (std::size_t u = 0; u < books_.size(); ++u) {
    const UnitBook& book = books_[u];
    if (book.own) continue;
    const auto settled = std::count_if(tasks_.begin(), tasks_.end(), [&](const Task& task) {
      return task.unit == u && !task.called_off && task.last_sent + kSettled <= book.channels_reported;
    });
    if (book.known.target_channels - book.target_channels_free >= settled) continue;
    for (Task& task : tasks_) {
      if (task.unit != u || task.called_off || now - task.last_sent < kSaidAgain) continue;
      if (const TrackBelief* belief = picture.find(task.track)) {
        const TrackNumber number = task.order.track.number;
        task.order.track = belief->track;
        task.order.track.number = number;
        task.order.track.owner = own_.self;
        task.order.origins = origins_of(*belief);
      }
      task.last_sent = now;
      send(now, task, task.order, out);
    }
  }
}

void Tasking::send(Time now, const Task& task, const Message& body, std::vector<Envelope>& out) const {
  out.push_back({{AddressKind::post, own_.self.value},
                 {AddressKind::post, books_[task.unit].known.post.value},
                 now,
                 body});
}

void Tasking::read_books(Time now, const FireControl& fire_control) {
  any_channel_ = false;
  const double reaction_s = cupola::reaction_s(own_.doctrine);
  for (std::size_t u = 0; u < books_.size(); ++u) {
    UnitBook& book = books_[u];
    UnitNow& unit = units_[u];
    unit.book = &book;
    if (book.own) {
      book.sector = fire_control.sector(book.own_index);
      book.target_channels_free = fire_control.target_channels_free(book.own_index);
      book.missile_channels_free = fire_control.missile_channels_free(book.own_index);
      for (const KnownWeapon& weapon : own_.weapons)
        book.stock[weapon.id.index()] = fire_control.stock(book.own_index, weapon.id);
    }
    unit.supply.target_channels = book.target_channels_free;
    unit.supply.missile_channels = book.missile_channels_free;
    unit.supply.rounds = book.stock;
    if (book.own) book.crew_delay_s = fire_control.crew_delay_s(book.own_index);
    unit.reaction_s =
        reaction_s + book.crew_delay_s + (book.own || book.at_once ? 0.0 : own_.decision_period_s);
    unit.silent = !book.own && now - book.heard > book.silence;
    unit.radar_up = book.own ? fire_control.can_fire(book.own_index) : book.sector.up();
    unit.launchers_up = book.own ? fire_control.launchers_up(book.own_index) : book.launchers_up;
    unit.sector_free = true;
    book.been_here |= unit.launchers_up;
  }
  // Nobody is yet, or any more, at the places of a fire unit that moves but one.
  for (std::size_t u = 0; u < books_.size(); ++u) {
    const auto here_now = [this](FireUnitId id) {
      return std::any_of(books_.begin(), books_.end(),
                         [id](const UnitBook& other) { return other.known.id == id && other.been_here; });
    };
    const FireUnitId next = books_[u].known.next;
    units_[u].here = books_[u].been_here && !(next.valid() && here_now(next));
  }
  // Tasks that a distant unit has not yet reported as its own are set off against what it last reported.
  for (std::size_t u = 0; u < books_.size(); ++u) {
    UnitNow& unit = units_[u];
    const KnownFireUnit& known = books_[u].known;
    int tasks = 0, rounds = 0;
    for (const Task& task : tasks_) {
      if (task.unit != u) continue;
      ++tasks;
      const int to_come = std::max(task.order.rounds - task.rounds_left_rail, 0);
      rounds += to_come;
      unit.supply.rounds[task.order.weapon.index()] -= to_come;
    }
    if (tasks > 0) unit.sector_free = false;
    unit.supply.target_channels = std::min(unit.supply.target_channels, known.target_channels - tasks);
    unit.supply.missile_channels -= rounds;
    any_channel_ |= unit.supply.target_channels > 0 && unit.supply.missile_channels > 0;
  }
  note_rounds();
}

/// A launcher has been filled again, or a fire unit gave back what was ordered of it.
void Tasking::note_rounds() {
  any_round_more_ = false;
  rounds_before_.resize(units_.size());
  for (std::size_t u = 0; u < units_.size(); ++u) {
    const std::vector<int>& now = units_[u].supply.rounds;
    std::vector<int>& before = rounds_before_[u];
    before.resize(now.size(), 0);
    for (std::size_t w = 0; w < now.size(); ++w) any_round_more_ |= now[w] > before[w];
    before = now;
  }
}

}  // namespace cupola
