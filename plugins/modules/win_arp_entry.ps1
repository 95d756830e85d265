#!powershell

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

#AnsibleRequires -CSharpUtil Ansible.Basic

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$entrySpec = @{
    ip = @{ type = 'str'; required = $true }
    mac = @{ type = 'str' }
    interface = @{ type = 'str' }
    vrf = @{ type = 'str' }
    namespace = @{ type = 'str' }
    state = @{ type = 'str'; choices = 'present', 'absent' }
}
$scopeSpec = @{
    interfaces = @{ type = 'list'; elements = 'str'; required = $true }
    vrf = @{ type = 'list'; elements = 'str'; default = @() }
    family = @{ type = 'list'; elements = 'str'; choices = 'ipv4', 'ipv6'; default = @('ipv4', 'ipv6') }
    namespaces = @{ type = 'list'; elements = 'str'; default = @() }
}
$spec = @{
    options = @{
        entries = @{ type = 'list'; elements = 'dict'; options = $entrySpec }
        ip = @{ type = 'str' }
        mac = @{ type = 'str' }
        interface = @{ type = 'str' }
        vrf = @{ type = 'str' }
        namespace = @{ type = 'str' }
        state = @{ type = 'str'; choices = 'present', 'absent'; default = 'present' }
        purge = @{ type = 'bool'; default = $false }
        purge_scope = @{ type = 'dict'; options = $scopeSpec }
        force = @{ type = 'bool'; default = $false }
        guard = @{ type = 'str'; choices = 'arm', 'confirm', 'restore', 'status' }
        guard_seconds = @{ type = 'int'; default = 60 }
        guard_id = @{ type = 'str' }
        commit = @{ type = 'bool'; default = $true }
        save = @{ type = 'bool'; default = $false }
        network_os = @{ type = 'str' }
    }
    mutually_exclusive = @(
        @('entries', 'ip'), @('entries', 'mac'), @('entries', 'interface'), @('entries', 'vrf'), @('entries', 'namespace')
    )
    required_one_of = @(, @('entries', 'ip', 'purge_scope'))
    required_if = @(, @('purge', $true, @('purge_scope')))
    required_by = @{ mac = @('ip'); interface = @('ip'); vrf = @('ip'); namespace = @('ip') }
    supports_check_mode = $true
}

Function Get-CanonicalIp {
    # The address without zone; $null where it is none.
    param ([string]$Text)

    $address = $null
    $bare = ($Text -split '%')[0]
    if ($bare -notmatch '[:]|^\d+(\.\d+){3}$') { return $null }
    if ([System.Net.IPAddress]::TryParse($bare, [ref]$address)) { $address.ToString() } else { $null }
}

Function Get-CanonicalMac {
    # The MAC in lower-case colon form, from any of the forms that platforms print; $null where there is none.
    param ([object]$Text)

    $digits = "$Text".Trim().ToLowerInvariant() -replace '[-:.]', ''
    if ($digits -notmatch '^[0-9a-f]{12}$' -or $digits -eq '000000000000') { return $null }
    (0..5 | ForEach-Object { $digits.Substring(2 * $_, 2) }) -join ':'
}

Function Get-Family {
    param ([string]$Ip)

    if ($Ip.Contains(':')) { 'ipv6' } else { 'ipv4' }
}

Function Test-Group {
    # Multicast groups and broadcast addresses stand among the neighbors, as permanent ones.
    param ([string]$Ip, [object]$Mac)

    $first = if ($Ip.Contains(':')) { $Ip -match '^ff' } else { [int]($Ip -split '\.')[0] -ge 224 }
    $first -or $Mac -eq 'ff:ff:ff:ff:ff:ff'
}

Function Get-Row {
    # The table of one store as simple objects; groups are left out, they are no neighbors.
    param ([string]$Store)

    $entries = @(Get-NetNeighbor -PolicyStore $Store -ErrorAction SilentlyContinue | Where-Object { $null -ne $_ })
    foreach ($entry in $entries) {
        $ip = Get-CanonicalIp $entry.IPAddress
        $mac = Get-CanonicalMac $entry.LinkLayerAddress
        if ($ip -and -not (Test-Group $ip $mac)) {
            [PSCustomObject]@{
                Ip = $ip
                Mac = if ("$($entry.State)" -in 'Unreachable', 'Incomplete', '0', '1') { $null } else { $mac }
                Interface = "$($entry.InterfaceAlias)"
                Static = "$($entry.State)" -in 'Permanent', '6'
            }
        }
    }
}

Function Find-Interface {
    # The interface that an address is reached through without a gateway; $null where there is none.
    param ([string]$Ip)

    $found = @(Find-NetRoute -RemoteIPAddress $Ip -ErrorAction SilentlyContinue | Where-Object {
            $null -ne $_ -and $null -ne $_.PSObject.Properties['NextHop'] -and $_.NextHop -in '0.0.0.0', '::'
        })
    if ($found.Count) { "$($found[0].InterfaceAlias)" } else { $null }
}

Function ConvertTo-Entry {
    # What a user wrote, in canonical words. Throws a sentence that names the mistake.
    param ([object]$Given, [string]$State)

    $ip = Get-CanonicalIp $Given.ip
    if ($null -eq $ip) { throw "not an IP address: '$($Given.ip)'" }
    if (Test-Group $ip $null) { throw "multicast addresses have no neighbor entries" }
    $mac = Get-CanonicalMac $Given.mac
    if ($Given.mac -and ($null -eq $mac -or $mac -eq 'ff:ff:ff:ff:ff:ff')) {
        throw "$($Given.mac) cannot be the MAC of a neighbor"
    }
    $wanted = if ($Given.state) { $Given.state } else { $State }
    if ($wanted -eq 'present' -and $null -eq $mac) { throw 'a static entry needs a mac' }
    if ($Given.vrf -and $Given.vrf -ne 'default') { throw 'Windows has no VRF but the default one' }
    if ($Given.namespace) { throw 'network namespaces are a matter of Linux; this is Windows' }
    $interface = $Given.interface
    if (-not $interface -and $wanted -eq 'present') {
        $interface = Find-Interface $ip
        if (-not $interface) { throw "No interface has a network with $ip; name the interface" }
    }
    [PSCustomObject]@{ Ip = $ip; Mac = $mac; Interface = $interface; State = $wanted }
}

Function Select-Row {
    # The rows of an address in a place; without an interface any place is meant.
    param ([object[]]$Rows, [object]$Entry)

    @($Rows | Where-Object { $_.Ip -eq $Entry.Ip -and (-not $Entry.Interface -or $_.Interface -eq $Entry.Interface) })
}

Function Get-Step {
    # The changes that one entry needs in one store.
    param ([object]$Entry, [object[]]$Rows, [string]$Store)

    $there = @(Select-Row $Rows $Entry)
    $static = @($there | Where-Object { $_.Static })
    if ($Entry.State -eq 'absent') {
        $static | Where-Object { -not $Entry.Mac -or $_.Mac -eq $Entry.Mac } | ForEach-Object {
            [PSCustomObject]@{ Action = 'unpin'; Store = $Store; Ip = $_.Ip; Interface = $_.Interface; Mac = $null; Before = $_ }
        }
        return
    }
    if ($static.Count -eq 1 -and $static[0].Mac -eq $Entry.Mac) { return }
    $before = @($static + $there) | Select-Object -First 1
    [PSCustomObject]@{
        Action = 'pin'; Store = $Store; Ip = $Entry.Ip; Interface = $Entry.Interface; Mac = $Entry.Mac; Before = $before
    }
}

Function Get-PurgeStep {
    param ([object[]]$Entries, [object[]]$Rows, [object]$Scope, [string]$Store)

    foreach ($row in @($Rows | Where-Object { $_.Static })) {
        $meant = @($Entries | Where-Object { $_.Ip -eq $row.Ip -and (-not $_.Interface -or $_.Interface -eq $row.Interface) })
        $inside = @($Scope.interfaces | Where-Object { $row.Interface -like $_ }).Count -and
        @($Scope.family) -contains (Get-Family $row.Ip) -and
        (-not @($Scope.vrf).Count -or @($Scope.vrf) -contains 'default')
        if ($inside -and -not $meant.Count) {
            [PSCustomObject]@{ Action = 'unpin'; Store = $Store; Ip = $row.Ip; Interface = $row.Interface; Mac = $null; Before = $row }
        }
    }
}

Function Remove-Row {
    # Takes a row away; that there is none is as well.
    param ([object]$Step)

    $place = @{ IPAddress = $Step.Ip; InterfaceAlias = $Step.Interface; PolicyStore = $Step.Store }
    if (@(Get-NetNeighbor @place -ErrorAction SilentlyContinue).Count) {
        Remove-NetNeighbor @place -Confirm:$false -ErrorAction Stop
    }
}

Function Set-Row {
    param ([object]$Step, [string]$Mac)

    Remove-Row $Step
    $entry = @{
        IPAddress = $Step.Ip
        InterfaceAlias = $Step.Interface
        LinkLayerAddress = $Mac.Replace(':', '-').ToUpperInvariant()
        State = 'Permanent'
        PolicyStore = $Step.Store
    }
    $null = New-NetNeighbor @entry -ErrorAction Stop
}

Function Invoke-Step {
    param ([object]$Step)

    if ($Step.Action -eq 'pin') { Set-Row $Step $Step.Mac } else { Remove-Row $Step }
}

Function Undo-Step {
    param ([object]$Step)

    if ($Step.Before -and $Step.Before.Static) { Set-Row $Step $Step.Before.Mac } else { Remove-Row $Step }
}

Function Get-Line {
    param ([object]$Step, [object]$Mac)

    "$($Step.Ip) is at $Mac on $($Step.Interface) vrf default`n"
}

Function ConvertTo-Result {
    # What is told about one entry; in check mode what it would be.
    param ([object]$Entry, [object[]]$Rows, [object[]]$Now)

    $there = @(Select-Row $Rows $Entry)
    $static = @($there | Where-Object { $_.Static })
    $before = @($static + $there) | Select-Object -First 1
    $after = @($Now | Where-Object { $_.Static })
    [ordered]@{
        ip = $Entry.Ip
        mac = $Entry.Mac
        interface = $Entry.Interface
        vrf = 'default'
        namespace = $null
        state = $Entry.State
        before = if ($before) { @{ mac = $before.Mac; static = [bool]$before.Static } } else { $null }
        after = if ($after.Count) { @{ mac = $after[0].Mac; static = $true } } else { $null }
    }
}

Function Get-Prediction {
    param ([object]$Entry, [object[]]$Rows)

    if ($Entry.State -eq 'present') { return [PSCustomObject]@{ Mac = $Entry.Mac; Static = $true } }
    @(Select-Row $Rows $Entry | Where-Object { $_.Static -and $Entry.Mac -and $_.Mac -ne $Entry.Mac })
}

$module = [Ansible.Basic.AnsibleModule]::Create($args, $spec)
$params = $module.Params

if ($params.guard) {
    $module.FailJson('guard is not for Windows: leave it out. What could not be verified has to be taken back by a task')
}
if (-not $params.commit) {
    $module.FailJson('commit can only be false where lines are gathered before they count; here they count at once')
}
$given = if ($params.ip) { @($params) } else { @($params.entries | Where-Object { $null -ne $_ }) }
$number = 0
$entries = @(foreach ($one in $given) {
        $number += 1
        try {
            ConvertTo-Entry -Given $one -State $params.state
        }
        catch {
            $module.FailJson("Entry $number of $(@($given).Count) ($($one.ip)): $($_.Exception.Message)")
        }
    })

$stores = if ($params.save) { @('ActiveStore', 'PersistentStore') } else { @('ActiveStore') }
$tables = @{}
foreach ($store in $stores) { $tables[$store] = @(Get-Row $store) }
$rows = @($tables['ActiveStore'])
$steps = @(foreach ($store in $stores) {
        foreach ($entry in $entries) { Get-Step -Entry $entry -Rows $tables[$store] -Store $store }
        if ($params.purge) {
            Get-PurgeStep -Entries $entries -Rows $tables[$store] -Scope $params.purge_scope -Store $store
        }
    })

if (-not $params.force) {
    $routes = @(Get-NetRoute -ErrorAction SilentlyContinue | Where-Object { $_.DestinationPrefix -in '0.0.0.0/0', '::/0' })
    $hops = @($routes | ForEach-Object { Get-CanonicalIp $_.NextHop })
    $cuts = @($steps | Where-Object {
            $hops -contains $_.Ip -and $_.Before -and $_.Before.Mac -and ($_.Action -eq 'unpin' -or $_.Before.Mac -ne $_.Mac)
        })
    if ($cuts.Count) {
        $module.FailJson("This may cut the connection that Ansible came by: $($cuts[0].Ip) is in use with the MAC " +
            "$($cuts[0].Before.Mac). Make sure of the MAC, then set force")
    }
}

$done = @()
$now = $null
if ($steps.Count -and -not $module.CheckMode) {
    try {
        foreach ($step in $steps) {
            $done = @(, $step) + $done
            Invoke-Step $step
        }
        $now = @(Get-Row 'ActiveStore')
        $left = @(foreach ($entry in $entries) { Get-Step -Entry $entry -Rows $now -Store 'ActiveStore' })
        if ($left.Count) { throw "The table does not show what was done for $($left[0].Ip)" }
    }
    catch {
        $message = $_.Exception.Message
        $outcome = 'Whatever had been done was put back'
        try {
            foreach ($step in $done) { Undo-Step $step }
        }
        catch {
            $outcome = "Putting back what was done failed as well: $($_.Exception.Message)"
        }
        $module.FailJson("$message. $outcome")
    }
}

$module.Result.changed = [bool]$steps.Count
$module.Result.entries = @(foreach ($entry in $entries) {
        $after = if ($null -ne $now) { @(Select-Row $now $entry) } else { @(Get-Prediction $entry $rows) }
        ConvertTo-Result -Entry $entry -Rows $rows -Now $after
    })
$known = @($entries | ForEach-Object { $_.Ip })
$module.Result.purged = @($steps | Where-Object {
        $_.Action -eq 'unpin' -and $_.Store -eq 'ActiveStore' -and $known -notcontains $_.Ip
    } | ForEach-Object {
        [ordered]@{ ip = $_.Ip; mac = $_.Before.Mac; interface = $_.Interface; vrf = 'default'; namespace = $null }
    })
$module.Result.guard = [ordered]@{
    state = 'none'; id = $null; seconds = $null; armed_at = $null; ended_at = $null; message = $null
}
$module.Result.commands = @()
$active = @($steps | Where-Object { $_.Store -eq 'ActiveStore' })
$was = @($active | Where-Object { $_.Before -and $_.Before.Static } | ForEach-Object { Get-Line $_ $_.Before.Mac })
$becomes = @($active | Where-Object { $_.Action -eq 'pin' } | ForEach-Object { Get-Line $_ $_.Mac })
$module.Result.diff = @{ before = ($was | Sort-Object) -join ''; after = ($becomes | Sort-Object) -join '' }
$module.ExitJson()
