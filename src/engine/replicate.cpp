#include "engine/replicate.hpp"

#include "core/check.hpp"
#include "engine/battle.hpp"
#include "engine/inbox.hpp"
#include "engine/posts.hpp"

namespace cupola {

namespace {

ReplicateResult play_out(Battle& battle, std::uint64_t replicate, const Log& log,
                         std::uint64_t events_left = kMostEvents) {
  Event event;
  while (battle.next(event)) {
    CUPOLA_CHECK(events_left-- > 0);
    switch (event.kind) {
      // Move the world.
      case EventKind::readiness:
        battle.change_readiness(event);
        break;
      case EventKind::alert:
        battle.stand_up(event);
        break;
      case EventKind::duty:
        battle.keep_duty(event);
        break;
      case EventKind::failure:
        battle.fail_or_mend(event);
        break;
      case EventKind::arrival:
        battle.arrive(event);
        break;
      case EventKind::reloaded:
        battle.finish_reload(event);
        break;
      case EventKind::move:
        battle.move(event);
        break;
      // Look, and share what was seen.
      case EventKind::slice:
      case EventKind::frame:
      case EventKind::dwells:
        battle.look(event);
        break;
      case EventKind::listen:
        battle.listen(event);
        break;
      // Track what arrives; take orders.
      case EventKind::deliver:
        battle.deliver(event);
        break;
      // Decide.
      case EventKind::stock:
        battle.take_stock(event);
        break;
      case EventKind::decide:
      case EventKind::execute:
        battle.decide(event);
        break;
      // Launch and fly; resolve.
      case EventKind::launch:
        battle.launch(event);
        break;
      case EventKind::fly:
        battle.fly(event);
        break;
    }
  }
  // Record.
  ReplicateResult result = battle.finish();
  result.replicate = replicate;
  result.digest = log.digest();
  return result;
}

}  // namespace

ReplicateResult play(const Plan& plan, std::uint64_t seed, std::uint64_t replicate, Log& log,
                     std::uint64_t most_events) {
  Battle battle(plan, ReplicateKey::of(seed, replicate), log, nullptr);
  return play_out(battle, replicate, log, most_events);
}

ReplicateResult play_and_tap(const Plan& plan, std::uint64_t seed, std::uint64_t replicate, Log& log,
                             std::vector<InboxEntry>& inbox, std::vector<Envelope>& sent) {
  Tap tap{inbox, sent};
  Battle battle(plan, ReplicateKey::of(seed, replicate), log, &tap);
  return play_out(battle, replicate, log);
}

std::vector<Envelope> replay_posts(const Plan& plan, std::uint64_t seed, std::uint64_t replicate,
                                   const std::vector<InboxEntry>& inbox) {
  std::vector<Post> posts = posts_of(plan, ReplicateKey::of(seed, replicate));
  std::vector<Envelope> sent;
  for (const InboxEntry& entry : inbox) {
    Post& post = posts[entry.post.index()];
    if (entry.stock)
      post.take_stock(entry.time, sent);
    else if (entry.decide)
      post.decide(entry.time, sent);
    else
      post.receive(entry.time, entry.message);
  }
  return sent;
}

}  // namespace cupola
