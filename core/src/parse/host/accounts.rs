//! The account tools of shadow: useradd, usermod, userdel, groupadd, groupmod, groupdel, gpasswd, passwd, chage,
//! chpasswd, chsh, chfn.

use super::message::{Fields, Finding};
use crate::parse::bytes::{split_once, word};
use crate::timeline::Action;

/// The programs whose messages this reads.
pub const PROGRAMS: [&[u8]; 14] = [
    b"useradd",
    b"adduser",
    b"usermod",
    b"userdel",
    b"groupadd",
    b"groupmod",
    b"groupdel",
    b"gpasswd",
    b"passwd",
    b"chage",
    b"chpasswd",
    b"chsh",
    b"chfn",
    b"newusers",
];

/// Reads a message of one of the tools.
pub fn read<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Finding<'a> {
    created(message, fields)
        .or_else(|| membership(message, fields))
        .or_else(|| removed(message, fields))
        .or_else(|| changed(message, fields))
        .or_else(|| group(message, fields))
        .unwrap_or_else(|| Finding::of(Action::Message))
}

/// `new user: name=x, UID=1001, GID=1001, home=/home/x, shell=/bin/bash, from=/dev/pts/1`, `new group: name=x, GID=1`.
fn created<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    if let Some(pairs) = message.strip_prefix(b"new user: ") {
        return Some(Finding::of(Action::UserAdded).user(pairs_of(pairs, None, fields)));
    }
    let pairs = message.strip_prefix(b"new group: ")?;
    pairs_of(pairs, Some("group"), fields);
    Some(Finding::of(Action::GroupChanged))
}

/// `name=x, UID=1001, …`: the name, which is a field only where the caller names one.
fn pairs_of<'a>(text: &'a [u8], name_field: Option<&'static str>, fields: &mut Fields<'a>) -> &'a [u8] {
    let mut name = &b""[..];
    let mut rest = text;
    while !rest.is_empty() {
        let (pair, next) = split_once(rest, b", ").unwrap_or((rest, b""));
        rest = next;
        let Some((key, value)) = split_once(pair, b"=") else { continue };
        match key {
            b"name" => {
                name = value;
                if let Some(field) = name_field {
                    fields.put(field, value);
                }
            }
            b"UID" => fields.put("uid", value),
            b"GID" => fields.put("gid", value),
            b"home" => fields.put("home", value),
            b"shell" => fields.put("shell", value),
            b"from" => fields.put("from", value),
            _ => {}
        }
    }
    name
}

/// `add 'x' to group 'sudo'`, `delete 'x' from shadow group 'sudo'`, `user x added by root to group docker`.
fn membership<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let finding = Finding::of(Action::GroupChanged);
    if let Some(rest) = message.strip_prefix(b"user ") {
        let (user, rest) = word(rest);
        let (operation, rest) = word(rest);
        let (by, group) = split_once(rest.strip_prefix(b"by ")?, b" group ")?;
        fields.put("operation", operation);
        fields.put("by", word(by).0);
        fields.put("group", group);
        return Some(finding.user(user));
    }
    let (operation, rest) = word(message);
    if !matches!(operation, b"add" | b"delete") {
        return None;
    }
    let (user, rest) = quoted(rest)?;
    let (group, _) = quoted(split_once(rest, b"group ")?.1)?;
    fields.put("operation", operation);
    fields.put("group", group);
    Some(finding.user(user))
}

/// `delete user 'x'`, `removed group 'x' owned by 'x'`, `group 'x' removed from /etc/group`.
fn removed<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    if let Some(rest) = message.strip_prefix(b"delete user ") {
        return Some(Finding::of(Action::UserRemoved).user(quoted(rest)?.0));
    }
    let rest = message
        .strip_prefix(b"removed group ")
        .or_else(|| message.strip_prefix(b"removed shadow group "))
        .or_else(|| message.strip_prefix(b"group "))?;
    fields.put("group", quoted(rest)?.0);
    Some(Finding::of(Action::GroupChanged))
}

/// `change user 'x' shell from 'a' to 'b'`, `lock user 'x' password`, `changed password expiry for x`,
/// `password for 'x' changed by 'root'`.
fn changed<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    if let Some(rest) = message.strip_prefix(b"password for ") {
        let (user, rest) = quoted(rest)?;
        fields.put(
            "by",
            split_once(rest, b"changed by ").and_then(|(_, by)| quoted(by)).map_or(b"", |(by, _)| by),
        );
        return Some(Finding::of(Action::PasswordChanged).user(user));
    }
    if let Some(user) = message.strip_prefix(b"changed password expiry for ") {
        fields.put("change", b"password expiry");
        return Some(Finding::of(Action::UserChanged).user(user.trim_ascii()));
    }
    let (operation, rest) = split_once(message, b" user ")?;
    if !matches!(operation, b"change" | b"changed" | b"lock" | b"unlock") {
        return None;
    }
    let (user, what) = quoted(rest)?;
    let what = what.trim_ascii();
    fields.put("operation", operation);
    fields.put("change", what);
    let password = what == b"password" && operation.starts_with(b"change");
    Some(Finding::of(if password { Action::PasswordChanged } else { Action::UserChanged }).user(user))
}

/// `group added to /etc/group: name=x, GID=1`, `group changed in /etc/group (group x/1, new name: y)`.
fn group<'a>(message: &'a [u8], fields: &mut Fields<'a>) -> Option<Finding<'a>> {
    let rest = message.strip_prefix(b"group ").or_else(|| message.strip_prefix(b"set members of "))?;
    if let Some((_, pairs)) = split_once(rest, b": ") {
        pairs_of(pairs, Some("group"), fields);
    }
    Some(Finding::of(Action::GroupChanged))
}

/// `'x' rest` → `x`, ` rest`. Older versions write backquote and quote.
fn quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let inner = text.strip_prefix(b"'").or_else(|| text.strip_prefix(b"`"))?;
    split_once(inner, b"'")
}

#[cfg(test)]
mod tests {
    use super::super::message::check;

    #[test]
    fn users() {
        check(
            "useradd",
            "new user: name=x, UID=1001, GID=1001, home=/home/x, shell=/bin/bash, from=/dev/pts/1",
            "user_added - x - uid=1001 gid=1001 home=/home/x shell=/bin/bash from=/dev/pts/1",
        );
        check(
            "usermod",
            "change user 'x' shell from '/bin/sh' to '/bin/bash'",
            "user_changed - x - operation=change change=shell from '/bin/sh' to '/bin/bash'",
        );
        check("usermod", "lock user 'x' password", "user_changed - x - operation=lock change=password");
        check(
            "usermod",
            "change user 'x' password",
            "password_changed - x - operation=change change=password",
        );
        check("userdel", "delete user 'x'", "user_removed - x -");
        check("chage", "changed password expiry for x", "user_changed - x - change=password expiry");
        check("passwd", "password for 'x' changed by 'root'", "password_changed - x - by=root");
        check(
            "chpasswd",
            "pam_unix(chpasswd:chauthtok): password changed for x",
            "password_changed - x - module=pam_unix service=chpasswd stage=chauthtok",
        );
        check("useradd", "failed adding user 'x', exit code: 9", "message - - -");
    }

    #[test]
    fn groups() {
        check("useradd", "new group: name=x, GID=1001", "group_changed - - - group=x gid=1001");
        check("useradd", "add 'x' to shadow group 'sudo'", "group_changed - x - operation=add group=sudo");
        check("usermod", "add 'x' to group 'sudo'", "group_changed - x - operation=add group=sudo");
        check("userdel", "delete 'x' from group 'sudo'", "group_changed - x - operation=delete group=sudo");
        check("userdel", "removed group 'x' owned by 'x'", "group_changed - - - group=x");
        check("groupadd", "group added to /etc/group: name=x, GID=1", "group_changed - - - group=x gid=1");
        check("groupdel", "group 'x' removed from /etc/group", "group_changed - - - group=x");
        check(
            "gpasswd",
            "user x added by root to group docker",
            "group_changed - x - operation=added by=root group=docker",
        );
    }
}
