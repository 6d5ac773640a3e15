#include "scenario/absent.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace cupola {

namespace {

Node* list_of(Document& document, const char* key) {
  for (Node& node : document.root.items)
    if (node.key == key) return &node;
  return nullptr;
}

bool is_absent(const Node& entry) {
  const Node* present = entry.find("present");
  return present != nullptr && present->text == "false";
}

/// `Murted`, or `Murted/FU1` of it.
bool is_of(const std::string& post, const std::set<std::string>& defences) {
  return defences.contains(post.substr(0, post.find('/')));
}

void leave_out_links(Document& document, const std::set<std::string>& defences) {
  Node* links = list_of(document, "links");
  if (links == nullptr) return;
  std::erase_if(links->items, [&](const Node& link) {
    const Node* between = link.find("between");
    return between != nullptr && std::any_of(between->items.begin(), between->items.end(),
                                             [&](const Node& end) { return is_of(end.text, defences); });
  });
}

}  // namespace

bool leave_out_absent(Document& document) {
  bool any = false;
  std::set<std::string> defences;
  for (const char* key : {"defence", "raid", "traffic"}) {
    Node* list = list_of(document, key);
    if (list == nullptr) continue;
    any |= std::erase_if(list->items, [&](const Node& entry) {
             if (!is_absent(entry)) return false;
             if (const Node* name = entry.find("name"); name != nullptr && std::string_view(key) == "defence")
               defences.insert(name->text);
             return true;
           }) > 0;
  }
  leave_out_links(document, defences);
  return any;
}

}  // namespace cupola
