#!powershell

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

#AnsibleRequires -CSharpUtil Ansible.Basic

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$stateWords = @('incomplete', 'reachable', 'stale', 'delay', 'probe', 'failed', 'permanent', 'noarp', 'resolved')
$spec = @{
    options = @{
        addresses = @{ type = 'list'; elements = 'str' }
        prefixes = @{ type = 'list'; elements = 'str' }
        interfaces = @{ type = 'list'; elements = 'str' }
        vrf = @{ type = 'list'; elements = 'str' }
        states = @{ type = 'list'; elements = 'str'; choices = $stateWords }
        mac = @{ type = 'list'; elements = 'str' }
        family = @{ type = 'list'; elements = 'str'; choices = 'ipv4', 'ipv6' }
        all = @{ type = 'bool'; default = $false }
        network_namespaces = @{ type = 'list'; elements = 'str'; default = @() }
        neighbors_format = @{ type = 'str'; choices = 'list', 'json'; default = 'list' }
        verify = @{ type = 'bool'; default = $false }
        critical_addresses = @{ type = 'list'; elements = 'str'; default = @() }
        verify_timeout = @{ type = 'float'; default = 10.0 }
        maintenance_windows = @{ type = 'raw' }
        maintenance_windows_file = @{ type = 'str' }
        needs = @{ type = 'str' }
        at_most = @{ type = 'str' }
        emergency = @{ type = 'str' }
        journal = @{ type = 'str' }
        journal_notes = @{ type = 'dict' }
        network_os = @{ type = 'str' }
    }
    supports_check_mode = $true
}
$onController = @('maintenance_windows', 'maintenance_windows_file', 'needs', 'at_most', 'emergency', 'journal', 'journal_notes')
$scopeKeys = @('addresses', 'prefixes', 'interfaces', 'vrf', 'states', 'mac', 'family')

# NL_NEIGHBOR_STATE of nldef.h, by name and by number: the NetTCPIP module prints names, plain CIM numbers.
$neighborStates = @{
    'Unreachable' = 'failed'; '0' = 'failed'
    'Incomplete' = 'incomplete'; '1' = 'incomplete'
    'Probe' = 'probe'; '2' = 'probe'
    'Delay' = 'delay'; '3' = 'delay'
    'Stale' = 'stale'; '4' = 'stale'
    'Reachable' = 'reachable'; '5' = 'reachable'
    'Permanent' = 'permanent'; '6' = 'permanent'
}

Function Split-Name {
    # The names in a list whose elements may hold several, with commas or line breaks between them.
    param ([object[]]$Given)

    @(foreach ($text in $Given) { $text -split '[,\r\n]+' | ForEach-Object { $_.Trim() } | Where-Object { $_ } })
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

Function ConvertTo-Neighbor {
    param ([object]$Entry)

    $ip = Get-CanonicalIp $Entry.IPAddress
    $state = $neighborStates["$($Entry.State)"]
    if ($null -eq $ip -or $null -eq $state) { return $null }
    $mac = Get-CanonicalMac $Entry.LinkLayerAddress
    $origin = if ($state -eq 'permanent') { 'static' } else { 'dynamic' }
    if (Test-Group $ip $mac) {
        $state = 'noarp'
        $origin = 'other'
    }
    elseif ($state -in 'failed', 'incomplete') {
        $mac = $null
    }
    [ordered]@{
        ip = $ip
        mac = $mac
        interface = $Entry.InterfaceAlias
        physical_interface = $null
        vlan = $null
        vrf = 'default'
        namespace = $null
        family = Get-Family $ip
        state = $state
        origin = $origin
        is_router = $null
        age_seconds = $null
        expires_seconds = $null
        flags = @()
    }
}

Function Test-Prefix {
    # Whether an address is in a network: the bits of its length are the same.
    param ([string]$Ip, [string]$Prefix)

    $network, $length = $Prefix -split '/'
    $own = [System.Net.IPAddress]::Parse($Ip).GetAddressBytes()
    $other = [System.Net.IPAddress]::Parse($network).GetAddressBytes()
    if ($own.Count -ne $other.Count) { return $false }
    for ($bit = 0; $bit -lt [int]$length; $bit++) {
        $mask = 128 -shr ($bit % 8)
        $place = [int][Math]::Floor($bit / 8)
        if (($own[$place] -band $mask) -ne ($other[$place] -band $mask)) { return $false }
    }
    $true
}

Function Test-Chosen {
    # Whether a record is in the scope; an option that was not given is true of all.
    param ([object]$Row, [hashtable]$Scope)

    if ($Scope.family -and $Scope.family -notcontains $Row.family) { return $false }
    if ($Scope.states -and $Scope.states -notcontains $Row.state) { return $false }
    if ($Scope.vrf -and $Scope.vrf -notcontains $Row.vrf) { return $false }
    if ($Scope.addresses -and $Scope.addresses -notcontains $Row.ip) { return $false }
    if ($Scope.mac -and $Scope.mac -notcontains $Row.mac) { return $false }
    if ($Scope.prefixes -and -not @($Scope.prefixes | Where-Object { Test-Prefix $Row.ip $_ }).Count) { return $false }
    if ($Scope.interfaces -and -not @($Scope.interfaces | Where-Object { "$($Row.interface)" -clike $_ }).Count) { return $false }
    $Row.state -ne 'noarp' -or $Scope.states -contains 'noarp'
}

Function Get-Reason {
    # Why a record in the scope stays; $null where it goes.
    param ([object]$Row, [hashtable]$Scope, [object[]]$Gateways)

    if (@($Gateways | Where-Object { $_.Ip -eq $Row.ip -and $_.Interface -eq $Row.interface }).Count) {
        if (-not $Scope.addresses -or $Scope.addresses -notcontains $Row.ip) {
            return 'it is a default gateway; addresses must name it'
        }
    }
    if ($Row.state -eq 'permanent' -and (-not $Scope.states -or $Scope.states -notcontains 'permanent')) {
        return 'it is static; states must name permanent'
    }
    $null
}

Function Get-Count {
    param ([object[]]$Rows)

    $counts = @{ ipv4 = @{ total = 0 }; ipv6 = @{ total = 0 } }
    foreach ($row in @($Rows | Where-Object { $null -ne $_ -and $_.state -ne 'noarp' })) {
        $ofFamily = $counts[$row.family]
        $ofFamily.total += 1
        $ofFamily[$row.state] = 1 + [int]$ofFamily[$row.state]
    }
    $counts
}

Function Get-Table {
    @(Get-NetNeighbor -ErrorAction Stop | ForEach-Object { ConvertTo-Neighbor $_ } | Where-Object { $null -ne $_ })
}

Function Remove-Row {
    # Returns why a row could not go; one that has vanished is gone.
    param ([object]$Row)

    $place = @{ IPAddress = $Row.ip; InterfaceAlias = $Row.interface }
    try {
        Remove-NetNeighbor @place -Confirm:$false -ErrorAction Stop
        $null
    }
    catch {
        if ($_.CategoryInfo.Category -eq 'ObjectNotFound') { $null } else { $_.Exception.Message }
    }
}

Function Test-Resolved {
    # Whether traffic uses the MAC of a record at present.
    param ([object]$Row)

    $null -ne $Row -and $null -ne $Row.mac -and $Row.state -notin 'failed', 'incomplete'
}

Function Find-Row {
    # The record of an address on an interface, $null where there is none; an interface that is $null is any.
    param ([object[]]$Rows, [string]$Ip, [object]$Interface)

    $there = @($Rows | Where-Object { $_.ip -eq $Ip -and ($null -eq $Interface -or $_.interface -eq $Interface) })
    $resolved = @($there | Where-Object { Test-Resolved $_ })
    if ($resolved.Count) { $resolved[0] } elseif ($there.Count) { $there[0] } else { $null }
}

Function Get-Target {
    # What is looked at after a flush, with the record of before, and whether it is needed.
    param ([object[]]$Rows, [object[]]$Gateways, [string[]]$Critical)

    $places = @($Gateways | Where-Object { $_.Ip } | ForEach-Object { @{ Ip = $_.Ip; Interface = $_.Interface; Reason = 'gateway' } })
    $places += @($Critical | ForEach-Object { @{ Ip = $_; Interface = $null; Reason = 'critical' } })
    @(foreach ($place in $places) {
            $before = Find-Row $Rows $place.Ip $place.Interface
            @{
                Ip = $place.Ip
                Interface = if ($null -ne $place.Interface) { $place.Interface } elseif ($before) { $before.interface } else { $null }
                Reason = $place.Reason; Before = $before
                Needed = $place.Reason -eq 'critical' -or (Test-Resolved $before)
            }
        })
}

Function Wait-Target {
    # Sends packets to whoever is missing until all that are needed are there or the time is over; returns the table.
    param ([object[]]$Targets, [double]$Seconds)

    $ping = New-Object System.Net.NetworkInformation.Ping
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $table = @(Get-Table)
        $missing = @($Targets | Where-Object { $_.Needed -and -not (Test-Resolved (Find-Row $table $_.Ip $_.Interface)) })
        if (-not $missing.Count -or $watch.Elapsed.TotalSeconds -ge $Seconds) { break }
        foreach ($target in $missing) {
            # Whether anybody answers is told by the table.
            try { $null = $ping.Send($target.Ip, 500) } catch { $null = $_ }
        }
        Start-Sleep -Milliseconds 200
    }
    $table
}

Function Get-Verified {
    # What the result tells of each target.
    param ([object[]]$Targets, [object[]]$Table)

    @(foreach ($target in $Targets) {
            $now = Find-Row $Table $target.Ip $target.Interface
            $resolved = Test-Resolved $now
            [ordered]@{
                ip = $target.Ip
                interface = $target.Interface
                vrf = 'default'; namespace = $null
                reasons = @($target.Reason); needed = $target.Needed
                resolved_before = Test-Resolved $target.Before; resolved = $resolved
                mac_before = if ($target.Before) { $target.Before.mac } else { $null }
                mac_after = if ($resolved) { $now.mac } else { $null }
                restored = $false
            }
        })
}

Function Get-Finding {
    # What has come back with another MAC.
    param ([object[]]$Flushed, [object[]]$Table)

    @(foreach ($row in @($Flushed | Where-Object { Test-Resolved $_ })) {
            $now = Find-Row $Table $row.ip $row.interface
            if (-not (Test-Resolved $now) -or $now.mac -eq $row.mac) { continue }
            [ordered]@{
                kind = 'changed_mac'; severity = 'warning'
                ip = $row.ip; interface = $row.interface; vrf = 'default'; namespace = $null; family = $row.family
                mac_before = $row.mac; mac_after = $now.mac
                message = "$($row.ip) on $($row.interface) was at $($row.mac) before the flush and is at $($now.mac) now"
                recommended_action = 'Make sure that the address has moved on purpose'
            }
        })
}

$module = [Ansible.Basic.AnsibleModule]::Create($args, $spec)
$params = $module.Params

foreach ($key in $onController) {
    if ($null -ne $params[$key]) {
        $module.FailJson("$key is the business of an action plugin that did not take part; name the task netops.arp.arp_flush")
    }
}
if ($params.verify_timeout -lt 0.1 -or $params.verify_timeout -gt 600) {
    $module.FailJson("verify_timeout: $($params.verify_timeout) is out of range, which goes from 0.1 to 600 s")
}
$critical = @(Split-Name $params.critical_addresses)
if ($critical.Count -and -not $params.verify) {
    $module.FailJson('critical_addresses are looked at with verify, which is not set')
}
foreach ($text in $critical) {
    if ($null -eq (Get-CanonicalIp $text)) { $module.FailJson("critical_addresses: not an IP address: '$text'") }
}
$critical = @($critical | ForEach-Object { Get-CanonicalIp $_ })

if (@(Split-Name $params.network_namespaces | Where-Object { $_ -ne 'all' }).Count) {
    $module.FailJson('network_namespaces are a matter of Linux; this is Windows')
}
$scope = @{}
foreach ($key in $scopeKeys) {
    $scope[$key] = $null
    if ($null -ne $params[$key]) {
        $scope[$key] = @(Split-Name $params[$key])
        if (-not $scope[$key].Count) {
            $module.FailJson("$key is empty, so nothing can be in the scope. Leave it out to flush without it")
        }
    }
}
$given = @($scopeKeys | Where-Object { $null -ne $scope[$_] })
if ($params.all -and $given.Count) {
    $module.FailJson("all is the whole table; together with $($given -join ', ') it contradicts itself")
}
if (-not $params.all -and -not $given.Count) {
    $module.FailJson("A flush needs a scope: one of $($scopeKeys -join ', '), or all")
}
foreach ($text in @($scope.addresses | Where-Object { $_ })) {
    if ($null -eq (Get-CanonicalIp $text)) { $module.FailJson("addresses: not an IP address: '$text'") }
}
foreach ($text in @($scope.mac | Where-Object { $_ })) {
    if ($null -eq (Get-CanonicalMac $text)) { $module.FailJson("mac: not a link-layer address: '$text'") }
}
foreach ($text in @($scope.prefixes | Where-Object { $_ })) {
    $network, $length = $text -split '/'
    $most = if ($network.Contains(':')) { 128 } else { 32 }
    if ($null -eq (Get-CanonicalIp $network) -or "$length" -notmatch '^\d{1,3}$' -or [int]$length -gt $most) {
        $module.FailJson("prefixes: not a network: '$text'")
    }
}
if ($scope.addresses) { $scope.addresses = @($scope.addresses | ForEach-Object { Get-CanonicalIp $_ }) }
if ($scope.mac) { $scope.mac = @($scope.mac | ForEach-Object { Get-CanonicalMac $_ }) }

$routes = @(Get-NetRoute -ErrorAction SilentlyContinue | Where-Object { $_.DestinationPrefix -in '0.0.0.0/0', '::/0' })
$gateways = @($routes | ForEach-Object {
        [PSCustomObject]@{ Ip = Get-CanonicalIp $_.NextHop; Interface = "$($_.InterfaceAlias)" }
    })
$rows = @(Get-Table)
$flushed = @()
$kept = @()
foreach ($row in @($rows | Where-Object { Test-Chosen $_ $scope })) {
    $reason = Get-Reason $row $scope $gateways
    if ($null -eq $reason -and -not $module.CheckMode) { $reason = Remove-Row $row }
    if ($null -eq $reason) {
        $flushed += , $row
    }
    else {
        $copy = [ordered]@{}
        foreach ($name in $row.Keys) { $copy[$name] = $row[$name] }
        $copy.reason = $reason
        $kept += , $copy
    }
}
$verified, $findings = @(), @()
if ($params.verify -and $flushed.Count -and -not $module.CheckMode) {
    $targets = @(Get-Target $rows $gateways $critical)
    $table = @(Wait-Target $targets $params.verify_timeout)
    $verified = @(Get-Verified $targets $table)
    $findings = @(Get-Finding $flushed $table)
}
$problems = @($verified | Where-Object { $_.needed -and -not $_.resolved } | ForEach-Object {
        "$($_.ip) ($($_.reasons -join ' and ')) did not resolve within $($params.verify_timeout) s"
    })
$after = if ($module.CheckMode) { @($rows | Where-Object { $flushed -notcontains $_ }) } else { @(Get-Table) }

$module.Result.changed = [bool]$flushed.Count
$module.Result.before = Get-Count $rows
$module.Result.after = Get-Count $after
$module.Result.verified = $verified
$module.Result.findings = $findings
$module.Result.problems = $problems
$module.Result.commands = @()
if ($params.neighbors_format -eq 'json') {
    $module.Result.flushed_json = ConvertTo-Json -InputObject $flushed -Compress -Depth 3
    $module.Result.kept_json = ConvertTo-Json -InputObject $kept -Compress -Depth 3
}
else {
    $module.Result.flushed = $flushed
    $module.Result.kept = $kept
}
$lines = @($flushed | ForEach-Object {
        $what = if ($_.mac) { $_.mac } else { '(nothing)' }
        "$($_.ip) is at $what on $($_.interface) vrf default $($_.state)`n"
    })
$module.Result.diff = @{ before = ($lines | Sort-Object) -join ''; after = '' }
if ($problems.Count) { $module.FailJson($problems -join '; ') }
$module.ExitJson()
