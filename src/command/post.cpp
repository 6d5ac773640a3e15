#include "command/post.hpp"

#include <algorithm>

#include "command/chain_of_command.hpp"
#include "command/fire_control.hpp"
#include "command/picture.hpp"
#include "command/reporting.hpp"
#include "command/tasking.hpp"
#include "command/telling.hpp"

namespace cupola {

namespace {

constexpr Duration kAlertSaidAgain{10'000'000'000};

}  // namespace

struct Post::State {
  State(const OrderOfBattle& order_of_battle, ReplicateKey luck)
      : own(order_of_battle),
        chain(own),
        picture(own),
        fire_control(own, luck),
        tasking(own, luck),
        reporting(own),
        telling(own) {}

  void receive(const PlotBatch& batch);
  void receive(Time now, const Order& order);
  void receive(Time now, const Status& status);
  void receive(const Assessment& assessment);
  void look_back(Time now, std::vector<Envelope>& out);
  void take_command(Time now, std::vector<Envelope>& out);
  void pass_up(Time now, std::vector<Envelope>& out);
  void settle_ends(Time now, std::vector<Envelope>& out);
  void update_picture(Time now);
  void let_go_if_forgotten(TrackBelief& belief) const;
  void judge_engagements();
  void note_decisions();
  bool warned() const;
  void pass_alert_on(Time now, std::vector<Envelope>& out);

  const OrderOfBattle& own;
  ChainOfCommand chain;
  Picture picture;
  FireControl fire_control;
  Tasking tasking;
  Reporting reporting;
  Telling telling;
  std::vector<Status> to_pass_up;
  std::vector<Assessment> ends_at_once;  // come in the middle of a round of decisions
  Time stock_taken{INT64_MIN};
  std::uint32_t order_number = 1;
  bool alerted = false, told_to_alert = false;
  Time alert_said;
  std::vector<Decision> decisions;
};

Post::Post(const OrderOfBattle& own, ReplicateKey luck) : state_(std::make_unique<State>(own, luck)) {}
Post::~Post() = default;
Post::Post(Post&&) noexcept = default;

const Tracker& Post::tracker() const { return state_->picture.tracker(); }
const std::vector<TrackBelief>& Post::beliefs() const { return state_->picture.beliefs(); }
const std::vector<Decision>& Post::decisions() const { return state_->decisions; }
int Post::target_channels_free(std::size_t own_unit) const {
  return state_->fire_control.target_channels_free(own_unit);
}

void Post::receive(Time now, const Message& message) {
  if (!state_->chain.heeds(now, message)) return;
  if (const auto* batch = std::get_if<PlotBatch>(&message)) state_->receive(*batch);
  if (const auto* track = std::get_if<Track>(&message)) state_->picture.receive(*track);
  if (const auto* fused = std::get_if<FusedTrack>(&message))
    state_->picture.receive(fused->track, fused->origins);
  if (const auto* order = std::get_if<Order>(&message)) state_->receive(now, *order);
  if (const auto* status = std::get_if<Status>(&message)) state_->receive(now, *status);
  if (std::holds_alternative<ReadinessOrder>(message)) state_->told_to_alert = true;
  if (const auto* assessment = std::get_if<Assessment>(&message)) state_->receive(*assessment);
}

void Post::State::receive(const PlotBatch& batch) {
  picture.receive(batch);
  fire_control.take_plots(batch, picture.tracker().plot_tracks());
}

void Post::State::receive(Time now, const Order& order) {
  picture.receive(order.track, order.origins);
  if (order.kind == OrderKind::engage) told_to_alert = true;
  fire_control.take_order(now, order, order.reaction_from == Time{INT64_MIN} ? now : order.reaction_from);
}

void Post::State::receive(const Assessment& assessment) {
  const KnownLink* link = own.link_to(assessment.from);
  if (link != nullptr && link->at_once)
    ends_at_once.push_back(assessment);
  else
    tasking.take_end(assessment, picture);
}

void Post::State::receive(Time now, const Status& status) {
  fire_control.take_status(status);
  tasking.take_status(status, now);
  // A launch reported by a post below: in the number that its order had.
  const bool executed_here = std::find(own.own_fire_units.begin(), own.own_fire_units.end(),
                                       status.fire_unit) != own.own_fire_units.end();
  if (status.kind == StatusKind::launched && status.up && !executed_here)
    tasking.take_launch(status.fire_unit, status.track);
  // Who does not assign passes on what those below say of themselves: somebody above does.
  if (own.superior.valid() && !executed_here && status.fire_unit.valid() && !chain.assigns())
    to_pass_up.push_back(status);
}

void Post::take_stock(Time now, std::vector<Envelope>& out) {
  State& s = *state_;
  const std::size_t before = out.size();
  s.look_back(now, out);
  s.reporting.report(now, s.picture, s.fire_control, out);
  s.pass_up(now, out);
  s.telling.sift(now, before, out);
  s.stock_taken = now;
}

/// Who follows targets by number hears at once that a target goes on under another one: the next update forgets it.
void Post::State::update_picture(Time now) {
  picture.update(now);
  tasking.follow_renamings(picture);
  fire_control.follow_renamings(picture);
}

/// What has become of the engagements under way.
void Post::State::look_back(Time now, std::vector<Envelope>& out) {
  update_picture(now);
  fire_control.assess(now, picture);
  reporting.report_launches(now, fire_control, out);
  if (chain.assigns())
    for (const GuidedRound& round : fire_control.left())
      if (const Engagement* e = fire_control.engagement(round.engagement))
        tasking.take_launch(e->order.fire_unit, e->order.track.number);
  settle_ends(now, out);
}

/// Who decides now, and what may be fired at.
void Post::State::take_command(Time now, std::vector<Envelope>& out) {
  chain.decide(now, out);
  tasking.set_weapons_control(chain.weapons_control());
  fire_control.set_weapons_control(chain.weapons_control());
}

void Post::State::pass_up(Time now, std::vector<Envelope>& out) {
  for (const Status& status : to_pass_up)
    out.push_back(
        {{AddressKind::post, own.self.value}, {AddressKind::post, own.superior.value}, now, status});
  to_pass_up.clear();
}

void Post::decide(Time now, std::vector<Envelope>& out) {
  State& s = *state_;
  const std::size_t before = out.size();
  s.decisions.clear();
  s.take_command(now, out);
  if (s.stock_taken == now)
    s.update_picture(now);  // with the orders that came since
  else
    s.look_back(now, out);
  s.pass_alert_on(now, out);
  for (const Assessment& end : s.ends_at_once) s.tasking.take_end(end, s.picture);
  s.ends_at_once.clear();

  for (TrackBelief& belief : s.picture.beliefs()) {
    belief.judged = false;
    if (belief.task.tasked) s.let_go_if_forgotten(belief);
  }
  if (s.chain.assigns())
    s.tasking.decide(now, s.picture, s.fire_control, s.order_number, out);
  else
    s.judge_engagements();
  s.fire_control.conduct(now, s.picture, s.order_number, out);
  s.note_decisions();
  s.reporting.report(now, s.picture, s.fire_control, out);
  s.reporting.tell_below(now, s.picture, out);
  s.pass_up(now, out);
  s.telling.sift(now, before, out);
}

/// A raid is what somebody, itself or another post, takes for hostile or suspect; or an order to engage.
bool Post::State::warned() const {
  return told_to_alert || std::any_of(picture.beliefs().begin(), picture.beliefs().end(), [](const auto& b) {
           return !b.gone && (b.category() == Category::hostile || b.category() == Category::suspect);
         });
}

/// What waits for a warning is alerted: own radars once, and the posts below again and again while the warning lasts,
/// since a word to them may be lost and nobody confirms it.
void Post::State::pass_alert_on(Time now, std::vector<Envelope>& out) {
  if (own.on_warning.empty() && own.to_alert.empty()) return;
  if (alerted && (own.to_alert.empty() || now - alert_said < kAlertSaidAgain)) return;
  if (!warned()) return;
  const Address from{AddressKind::post, own.self.value};
  if (!alerted)
    for (const RadarId radar : own.on_warning)
      out.push_back({from, {AddressKind::radar, radar.value}, now, ReadinessOrder{radar, Readiness::ready}});
  for (const PostId post : own.to_alert)
    out.push_back(
        {from, {AddressKind::post, post.value}, now, ReadinessOrder{{}, Readiness::ready, own.self}});
  alerted = true;
  alert_said = now;
}

/// The ends of own engagements go to whoever ordered them.
void Post::State::settle_ends(Time now, std::vector<Envelope>& out) {
  for (const EngagementEnd& end : fire_control.ended()) {
    if (end.ordered_by == own.self) {
      tasking.take_end(end.assessment, picture);
      continue;
    }
    out.push_back({{AddressKind::post, own.self.value},
                   {AddressKind::post, end.ordered_by.value},
                   now,
                   end.assessment});
    TrackBelief* belief = end.own != 0 ? picture.find(end.own) : nullptr;
    if (belief == nullptr) continue;
    belief->task.tasked = false;
    belief->task.killed = end.assessment.verdict == Verdict::killed;
    if (end.assessment.verdict == Verdict::alive) belief->task.salvos += end.assessment.salvos;
  }
  fire_control.forget_news();
}

/// An engagement may go over from one track of its target to another, and leave the first one behind: nobody has
/// that any more, and it may be engaged anew.
void Post::State::let_go_if_forgotten(TrackBelief& belief) const {
  if (tasking.has(belief.track.number)) return;
  const auto& engagements = fire_control.engagements();
  belief.task.tasked = std::any_of(engagements.begin(), engagements.end(), [&belief](const Engagement& e) {
    return !e.over && e.own == belief.track.number;
  });
}

/// A post that only executes gives verdicts on what it was ordered to engage.
void Post::State::judge_engagements() {
  for (TrackBelief& belief : picture.beliefs())
    if (!belief.remote && (belief.task.killed || belief.task.salvos > 0)) {
      belief.judged = true;
      belief.verdict = belief.task.killed                                ? DecisionVerdict::believed_killed
                       : belief.task.salvos >= salvos_most(own.doctrine) ? DecisionVerdict::shots_taken
                                                                         : DecisionVerdict::no_time;
    }
  for (const Engagement& e : fire_control.engagements()) {
    std::size_t row = e.belief_row;
    TrackBelief* belief = !e.over && e.own != 0 ? picture.find(e.own, row) : nullptr;
    if (belief == nullptr) continue;
    const bool fired = std::any_of(fire_control.rounds().begin(), fire_control.rounds().end(),
                                   [&e](const GuidedRound& r) { return r.engagement == e.key && r.left; });
    belief->judged = true;
    belief->verdict = fired ? DecisionVerdict::engaged : DecisionVerdict::waiting;
  }
}

void Post::State::note_decisions() {
  for (TrackBelief& belief : picture.beliefs()) {
    if (!belief.judged) continue;
    const Category category = belief.category();
    if (belief.decided && belief.decision.category == category && belief.decision.verdict == belief.verdict)
      continue;
    belief.decided = true;
    belief.decision = {belief.track.number, category, belief.identified().belief.is_hostile, belief.verdict};
    decisions.push_back(belief.decision);
  }
}

}  // namespace cupola
