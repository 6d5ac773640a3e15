#include "engine/posts.hpp"

namespace cupola {

namespace {

ReplicateKey key_of_crews(ReplicateKey key, const std::string& post) {
  return {Draws(key, stream_key(Purpose::reaction, name_key("crews"), name_key(post)), 0).bits()};
}

}  // namespace

std::vector<Post> posts_of(const Plan& plan, ReplicateKey key) {
  std::vector<Post> posts;
  posts.reserve(plan.orders_of_battle.size());
  for (const OrderOfBattle& own : plan.orders_of_battle)
    posts.emplace_back(own, key_of_crews(key, plan.scenario.posts[own.self.index()].name));
  return posts;
}

}  // namespace cupola
